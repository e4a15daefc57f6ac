"""Where a memo carries its briefing, by format: what the renderers write and `saved` reads back."""

PDF_ATTACHMENT = "briefing.json"
"""The name of the file attached to a PDF."""

HTML_SCRIPT = "briefing-model"
"""The id of the script block of data in HTML."""

MARKDOWN_KEY = "saved"
"""The key of Markdown's front matter that names the file beside it."""

WORD_NAMESPACE = "urn:briefing:saved:1"
"""The XML namespace of the part of a Word document; its root is called `briefing`."""

PLAIN_MARKDOWN_TITLE = "briefing "
"""How the title of the link begins that leads to it where Markdown has no front matter; its id follows."""
