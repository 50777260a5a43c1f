"""`policygraph number`: the numbers of official documents."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from policygraph.errors import DataError, Location, UsageError
from policygraph.identifiers import Lookalike, Occurrence, candidates, province, scan

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    help="Read the numbers of official documents (发文字号), such as 晋环发〔2022〕43号 or JHF [2022] No. 43.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def number() -> None:
    """Read the numbers of official documents (发文字号), such as 晋环发〔2022〕43号 or JHF [2022] No. 43."""


@app.command()
def parse(
    text: Annotated[str | None, typer.Argument(help="The text to search; - reads standard input.")] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Search this UTF-8 file instead.")] = None,
    region: Annotated[
        str | None,
        typer.Option(
            "--region", "-r", help="GB/T 2260 code of the issuer's province, such as 14: narrows the candidates."
        ),
    ] = None,
) -> None:
    """Find every document number in a text and print what it says, as JSON.

    Each number comes with its place in the text (offsets from 0, end exclusive), its normal form, its IRI and the
    numbers in Chinese characters that it can denote. What only looks like a number is listed with the reason.

    Example: policygraph number parse "Measures (Document No.: JHF [2022] No.43)" --region 14
    """
    if region is not None:
        province(region)
    findings = scan(_input(text, file))
    answer = {
        "numbers": [_number(occurrence, region) for occurrence in findings.numbers],
        "lookalikes": [_lookalike(lookalike) for lookalike in findings.lookalikes],
    }
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _input(text: str | None, file: Path | None) -> str:
    """Give the text to search, from exactly one of the argument, standard input and a file."""
    if (text is None) == (file is None):
        raise UsageError(
            "there is no text to search" if text is None else "there are two texts to search, an argument and a file",
            remedy='give one: a text such as "晋环发〔2022〕43号", `-` for standard input, or --file report.txt',
        )
    try:
        if file is not None:
            return file.read_bytes().decode("utf-8")
        return sys.stdin.buffer.read().decode("utf-8") if text == "-" else str(text)
    except UnicodeDecodeError as error:
        raise DataError(
            f"the text is not UTF-8: byte {error.object[error.start]:#04x} at offset {error.start}",
            remedy="convert it to UTF-8 first",
            location=Location(file) if file else None,
        ) from error
    except OSError as error:
        raise UsageError(
            f"{file} cannot be read: {error.strerror}", remedy="give the path of a readable text file"
        ) from error


def _number(occurrence: Occurrence, region: str | None) -> dict[str, object]:
    found = occurrence.number
    return {
        "printed": occurrence.printed,
        "start": occurrence.start,
        "end": occurrence.end,
        "agency_code": found.agency_code,
        "script": found.script.value,
        "kinds": [kind.value for kind in found.kinds],
        "issuer": found.issuer,
        "year": found.year,
        "serial": found.serial,
        "normal_form": found.normal_form,
        "iri": found.iri,
        "candidates": [
            {
                "normal_form": candidate.number.normal_form,
                "iri": candidate.number.iri,
                "region": candidate.region.code if candidate.region else None,
                "reason": candidate.reason,
            }
            for candidate in candidates(found, region=region)
        ],
    }


def _lookalike(lookalike: Lookalike) -> dict[str, object]:
    return {
        "printed": lookalike.printed,
        "start": lookalike.start,
        "end": lookalike.end,
        "reason": lookalike.reason.value,
        "explanation": lookalike.reason.explanation,
    }
