"""axe-core on HTML memos, in Chromium without a window.

The memo forbids scripts, so axe runs in a copy of it without that rule and without its briefing.
"""

import html
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>")
_MODEL = re.compile(r"<script type=\"application/json\".*?</script>", re.DOTALL)
_RESULT = re.compile(r'<pre id="axe-result">(.*?)</pre>', re.DOTALL)
_RUN = """
axe.run(document, {resultTypes: ["violations"]}).then(result => {
  const told = document.createElement("pre");
  told.id = "axe-result";
  told.textContent = JSON.stringify(result.violations.map(one => [one.id, one.help, one.nodes[0].html]));
  document.body.append(told);
});
"""


def inspect(pages: Sequence[Path]) -> list[str]:
    """What axe finds, a fault an entry, the file's name first. Raises `OSError` without a browser."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        raise FileNotFoundError("there is no Chromium: apt-get install chromium")
    package = find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        raise FileNotFoundError("there is no axe: pip install --no-deps axe-playwright-python")
    script = Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8")
    return [fault for page in pages for fault in _inspect(page, browser, script)]


def _inspect(page: Path, browser: str, script: str) -> list[str]:
    text = _MODEL.sub("", _POLICY.sub("", page.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory(prefix="axe-") as name:
        copy = Path(name) / "memo.html"
        scripts = f"<script>{script}</script><script>{_RUN}</script>"
        copy.write_text(text.replace("</body>", f"{scripts}</body>"), encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={name}/profile"]
        ran = subprocess.run(
            [browser, *options, "--virtual-time-budget=30000", "--dump-dom", copy.as_uri()],
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
        )
    found = _RESULT.search(ran.stdout)
    if not found:
        return [f"{page.name}: axe came to no result"]
    violations = json.loads(html.unescape(found[1]))
    return [f"{page.name}: axe {rule} ({told}): {node[:160]}" for rule, told, node in violations]
