"""Draw every chart of ``docs/gallery.toml`` and write ``docs/gallery.md``."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"
#: Pixels across a picture, fewer where it is large, its colours, and the bytes that it may have.
WIDTHS, COLOURS, MOST_BYTES = (800, 700, 600, 500), 64, 60_000
HEAD = """# Các biểu đồ · The charts

Mỗi biểu đồ trả lời một câu hỏi; tiêu đề là kết luận, tính từ số liệu. Ba dòng vẽ một biểu đồ:
`scores = cchc.load()` và hai dòng dưới đây (sau `import cchc_analysis as cchc`). Khổ: `size="slide"`, `"a4"`,
`"square"`, `"band"`; tiếng Anh: `lang="en"`. Tệp này do `make gallery` lập từ `gallery.toml`.

Each chart answers one question; its title is the finding, computed. Three lines draw it:
`scores = cchc.load()` and the two below (after `import cchc_analysis as cchc`). `make gallery` writes this file
from `gallery.toml`.
"""


def charts() -> list[dict[str, str]]:
    """Return the declared charts."""
    return tomllib.loads((DOCS / "gallery.toml").read_text(encoding="utf-8"))["chart"]


def text(entries: list[dict[str, str]]) -> str:
    """Return the words of the gallery."""
    parts = [HEAD]
    for entry in entries:
        name, question, code = entry["function"], entry["vi"], entry["code"].strip()
        parts.append(f"\n## {question}\n\n*{entry['en']}* `{name}`\n\n")
        parts.append(f"```python\n{code}\n```\n\n![{question}](gallery/{name}.png)\n")
    return "".join(parts)


def picture(fig) -> bytes:
    """Return a small PNG of a figure: few pixels, few colours, no more than it takes."""
    from PIL import Image

    made = io.BytesIO()
    fig.savefig(made, format="png")
    image = Image.open(made).convert("RGB")
    for wide in WIDTHS:
        small = io.BytesIO()
        scaled = image.resize((wide, round(image.height * wide / image.width)), Image.Resampling.LANCZOS)
        # The colours of the fewest dots are ours: they must not be averaged away.
        few = scaled.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(small, format="png", optimize=True)
        if small.tell() <= MOST_BYTES:
            break
    return small.getvalue()


def main() -> int:
    """Draw and write."""
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    import cchc_analysis as cchc

    scores, entries = cchc.load(), charts()
    (DOCS / "gallery").mkdir(exist_ok=True)
    for entry in entries:
        *lines, last = entry["code"].strip().split("\n")
        known = {"cchc": cchc, "scores": scores}
        exec("\n".join(lines), known)
        ax = eval(last, known)
        content = picture(ax.figure)
        plt.close(ax.figure)
        (DOCS / "gallery" / f"{entry['function']}.png").write_bytes(content)
        print(f"{len(content) // 1000:4} kB  {entry['function']}")
    (DOCS / "gallery.md").write_text(text(entries), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
