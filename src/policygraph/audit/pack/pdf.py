"""The report as PDF, laid out by WeasyPrint from the same HTML.

WeasyPrint and the Pango library that it calls are optional: without them a pack has no PDF, and says why.
"""

from __future__ import annotations

import hashlib
import logging
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

__all__ = ["NoPdf", "PdfMade", "make_pdf"]

_LIBRARY = "install WeasyPrint with `pip install 'policygraph[pdf]'`"
_SYSTEM = "install Pango and HarfBuzz, on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_FONTS = "install fonts that have Chinese, on Debian: apt-get install fonts-noto-cjk"


@dataclass(frozen=True, slots=True)
class PdfMade:
    """A PDF.

    Attributes:
        content: Its bytes: the same for the same page, libraries and fonts.
        missing: Characters that no font on this machine can show.
        remedy: What to install so that they can be shown.
    """

    content: bytes
    missing: str
    remedy: str = _FONTS


class NoPdf(Exception):  # noqa: N818 - it is an answer to whoever writes a pack, not an error of the tree
    """There can be no PDF on this machine.

    Args:
        reason: Why.
        remedy: What to install.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def make_pdf(html: str) -> PdfMade:
    """Lay a page out as PDF.

    The PDF's identifier is a digest of the page and its dates are those that the page names, so that nothing in it
    depends on when it is made. Nothing is fetched: the page needs nothing but itself.

    Raises:
        NoPdf: WeasyPrint or Pango is not installed.
    """
    weasyprint = _weasyprint()
    with _missing_glyphs() as missing:
        nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
        content = weasyprint.HTML(string=html, url_fetcher=nothing).write_pdf(
            pdf_identifier=hashlib.sha256(html.encode()).hexdigest()[:32].encode(), pdf_tags=True
        )
    return PdfMade(content, "".join(sorted(missing)))


def _weasyprint() -> ModuleType:
    try:
        import weasyprint  # noqa: PLC0415 - optional, and it takes a second to load
    except ImportError as error:
        raise NoPdf(f"WeasyPrint can't be loaded: {error}", _LIBRARY) from error
    except OSError as error:
        raise NoPdf(f"a library that WeasyPrint needs can't be loaded: {error}", _SYSTEM) from error
    made: ModuleType = weasyprint
    return made


@contextmanager
def _missing_glyphs() -> Iterator[set[str]]:
    """Collect the characters that no font can show, of which WeasyPrint tells its log."""
    found: set[str] = set()
    logger = logging.getLogger("weasyprint")

    def listen(record: logging.LogRecord) -> bool:
        if "notdef" in str(record.msg) and isinstance(record.args, tuple) and record.args:
            found.add(str(record.args[0]))
        return False

    logger.addFilter(listen)
    try:
        yield found
    finally:
        logger.removeFilter(listen)
