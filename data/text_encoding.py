"""Text in a file of unknown encoding: what it says, and whether that is a guess.

Must never let a letter become a replacement sign unsaid: an encoding that does not fit whole is
none, but for a text in UTF-8 of which a few bytes were lost. That one says so.
"""

import codecs
import itertools
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from data.errors import TextUnreadable

ENCODINGS: Final = {
    "cp1252": "Western Europe (Windows)",
    "cp1250": "Central Europe (Windows)",
    "mac_roman": "Western Europe (old Mac)",
    "cp1251": "Cyrillic (Windows)",
    "cp1254": "Turkish (Windows)",
    "cp1253": "Greek (Windows)",
    "cp1257": "Baltic (Windows)",
    "iso8859_2": "Central Europe (ISO 8859-2)",
    "cp850": "Western Europe (DOS)",
    "koi8_r": "Cyrillic (KOI8)",
    "cp932": "Japanese (Shift JIS)",
    "euc_jp": "Japanese (EUC)",
    "gb18030": "Chinese (GB 18030)",
    "big5": "Chinese (Big5)",
    "cp949": "Korean",
    "cp1255": "Hebrew (Windows)",
    "cp1256": "Arabic (Windows)",
}
"""The encodings that a file without a mark may be in, with the words for a choice."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LOST: Final = "\ufffd"
"""Sign in place of a letter that was lost."""
_LOST_BEFORE: Final = LOST.encode()
_LOOKED_AT: Final = 20_000
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_WORD: Final = re.compile(
    r'(?<![^\s,;|"])(?:(?![\s,;|"])[\x00-\x7f])*+[^\x00-\x7f\s,;|"][^\s,;|"]*+'
)
_ACCENTS: Final = re.compile("[\u00c0-\u024f]{4}")
"""More accents in a row than any language writes: another script, read as Latin letters."""


@dataclass(frozen=True)
class DecodedText:
    """The text of a file. ``others``: further encodings it may be in, empty where none is guessed.

    ``encoding`` and ``others`` are keys of `ENCODINGS` where it is a guess. ``lost``: whether
    letters were lost before it came here; `LOST` stands for each.
    """

    text: str
    encoding: str
    others: tuple[str, ...] = ()
    lost: bool = False

    @property
    def guessed(self) -> bool:
        """Return True where the file itself does not say how its letters are to be read."""
        return bool(self.others)

    def doubtful_words(self, most: int = 5) -> tuple[str, ...]:
        """Return the first words in which another encoding would give other letters."""
        return tuple(dict.fromkeys(_WORD.findall(self.text)))[:most]


def decode_text(
    content: bytes, encoding: str | None = None, *, names_lost: bool = False
) -> DecodedText:
    """Return the text in a file, in ``encoding`` where one was chosen.

    ``names_lost``: whether the caller names each part in which a letter was lost. Raises
    `TextUnreadable` for what is no text in any likely encoding.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return DecodedText(_strict(content, name), name)
    if names_lost and (text := _nearly_whole(content)):
        return DecodedText(text, "utf-8", lost=True)
    if b"\x00" in content:
        return _without_mark(content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(content, encoding)
    if _CONTROL.search(text):
        raise TextUnreadable
    return DecodedText(text, "utf-8")


def _nearly_whole(content: bytes) -> str:
    """Return a text in UTF-8 of which a few bytes were lost or cut off, "" for any other.

    Letters of other encodings hardly ever look like those of UTF-8 (RFC 3629, 1).
    """
    text = content.decode("utf-8", "replace")
    nulls, wrong = content.count(0), text.count(LOST) - content.count(_LOST_BEFORE)
    if not nulls + wrong or nulls * 20 > len(content):
        return ""
    letters = len(text) - len(text.encode("ascii", "ignore")) - text.count(LOST)
    if letters < 2 * wrong:
        return ""
    text = text.replace("\x00", LOST)
    return "" if _CONTROL.search(text) else text


def _strict(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        raise TextUnreadable from None


def _without_mark(content: bytes) -> DecodedText:
    """Return a text in UTF-16 without a mark, told by where its null bytes are."""
    even, odd = content[::2].count(0), content[1::2].count(0)
    for name in ("utf-16-le", "utf-16-be") if odd >= even else ("utf-16-be", "utf-16-le"):
        # Half a sign at the end, as where a file was cut off by a byte that is a line's end.
        whole = content[: len(content) // 2 * 2] if content[-1:] in b"\n\x00" else content
        try:
            text = whole.decode(name)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text) and any(sign in text for sign in "\n\t,; "):
            return DecodedText(text, name)
    raise TextUnreadable


def _guessed(content: bytes, chosen: str | None) -> DecodedText:
    texts: dict[str, str] = {}
    for name in ENCODINGS:
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            texts[name] = text
    if not texts:
        raise TextUnreadable
    found = from_bytes(
        content[:_LOOKED_AT], cp_isolation=list(texts), enable_fallback=True, language_threshold=0.1
    )
    ranked = [match.encoding for match in found if match.encoding in texts]
    order = [*ranked, *(name for name in texts if name not in ranked)]
    order.sort(key=lambda name: (_oddness(texts[name][:_LOOKED_AT]), name != "cp1252"))
    best = chosen if chosen in texts else order[0]
    others = tuple(name for name in order if name != best)
    return DecodedText(texts[best], best, others or (best,))


def _oddness(text: str) -> int:
    """Return how often something stands in a word that hardly ever does: 0 where it reads well."""
    odd = 0
    for word in _WORD.findall(text):
        letters = [letter for letter in word if letter.isalpha()]
        scripts = {unicodedata.name(letter, "?").split()[0] for letter in letters}
        odd += 2 * (len(scripts & {"LATIN", "CYRILLIC", "GREEK", "CJK", "HANGUL"}) > 1)
        odd += 2 * ("HALFWIDTH" in scripts) + 2 * bool(_ACCENTS.search(word))
        odd += 3 * sum(
            unicodedata.category(sign) in {"Sc", "Sm", "So", "No", "Po", "Sk", "Lo"}
            and ord(sign) > 127
            for sign in word.strip("¿¡«»„“”‚‘’…–—·€°")
            if not ("\u3000" <= sign <= "\ud7ff")
        )
        odd += sum(
            before.islower() and after.isupper() for before, after in itertools.pairwise(word)
        )
    return odd
