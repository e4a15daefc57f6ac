"""A map as Mermaid text, which GitHub and others draw."""

import re

from briefing.memo.shapes import Map

# Beyond letters and digits: what means nothing to Mermaid, to HTML or to Markdown.
_SPECIAL = re.compile(r"[^\w ,.:()’“”–—…■◆▷◌×-]|_")


def mermaid(shown: Map) -> str:
    """The whole picture as a flow chart, without the fence around it. Every label is quoted and escaped."""
    lines = ["flowchart LR", f"  accTitle: {_escape(shown.title)}"]
    lines += [f'  who{place}["{_escape(name)}"]' for place, name in enumerate(shown.who, 1)]
    for line in shown.lines:
        lines.append(f'  what{line.number}["{_escape(f"{line.number}. {line.text} ({line.mark} {line.strength})")}"]')
    for place, end in enumerate(shown.ends, 1):
        text = _escape(f"{shown.condition}: {end.text}" if end.condition else end.text)
        lines.append(f'  end{place}(["{text}"])' if end.condition else f'  end{place}["{text}"]')
    for line in shown.lines:
        lines.append(f"  who{line.who + 1} --> what{line.number}")
        for place in line.ends:
            arrow = "-.->" if shown.ends[place].condition else "-->"
            lines.append(f"  what{line.number} {arrow} end{place + 1}")
    return "\n".join(lines)


def _escape(text: str) -> str:
    """Text for a label; Mermaid writes a sign by its number (`#35;`)."""
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", " ".join(text.split()))
