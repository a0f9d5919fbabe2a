"""`muniment timeline`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from builders import dates
from builders.cli.terminal import fail, project_option, report
from builders.exports.timeline.csv import as_csv
from builders.exports.timeline.ics import as_ics
from builders.exports.timeline.json import as_json
from builders.inputs.spellings import did_you_mean
from builders.model.publication import Publication
from builders.model.timeline import TimelineItem
from builders.problems import errors
from builders.timeline.order import select, without_folded
from builders.understand import understand

WIDTH = 26
"""Width of the column of dates in the plain form."""


class Edtf(click.ParamType[dates.EdtfDate]):
    """The click type of a date in EDTF, which includes plain years, months and days."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dates.EdtfDate:
        """The date with its bounds."""
        try:
            return dates.parse(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command("timeline")
@project_option
@click.option(
    "--from",
    "first",
    type=Edtf(),
    help="Leave out what ends before this date (2006, 2006-05, ...).",
)
@click.option("--to", "last", type=Edtf(), help="Leave out what begins after this date.")
@click.option("--entity", metavar="ID", help="Only what concerns this register entry.")
@click.option("--source", metavar="ID", help="Only what this source reports.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "ics"]),
    default="text",
    show_default=True,
)
def command(  # noqa: PLR0913  # one argument for each option
    project: Path,
    *,
    first: dates.EdtfDate | None,
    last: dates.EdtfDate | None,
    entity: str | None,
    source: str | None,
    form: str,
) -> None:
    """Print documents, events and dates in the texts, in chronological order."""
    understood = understand(project.resolve())
    found = errors(understood.problems)
    if found:
        report(found)
        sys.exit(1)
    publication = understood.publication
    items: Iterable[TimelineItem] = _chosen(publication, entity, source)
    items = select(items, first.lower if first else None, last.upper if last else None)
    match form:
        case "json":
            click.echo(as_json(publication, items), nl=False)
        case "csv":
            click.echo(as_csv(publication, items), nl=False)
        case "ics":
            click.echo(as_ics(publication, items), nl=False)
        case _:
            lines = [_line(item) for item in without_folded(items)]
            click.echo(
                "\n".join(lines) or "Nothing.",
                err=not lines,
            )


def _chosen(
    publication: Publication, entity: str | None, source: str | None
) -> tuple[TimelineItem, ...]:
    timeline = publication.timeline
    items = timeline.items
    if entity:
        entity = publication.registers.former.get(entity, entity)
        if entity not in timeline.by_entity and publication.registers.get(entity) is None:
            fail(_unknown("register entry", entity, timeline.by_entity))
        items = timeline.by_entity.get(entity, ())
    if source:
        ids = {one.lower(): entry.id for entry in publication.entries for one in entry.ids}
        if source.lower() not in ids:
            fail(_unknown("source", source, ids.values()))
        told = {item.id for item in timeline.by_source.get(ids[source.lower()], ())}
        items = tuple(item for item in items if item.id in told)
    return items


def _unknown(what: str, word: str, among: Iterable[str]) -> str:
    return f"There is no {what} `{word}`. {did_you_mean(word, among)}".rstrip()


def _line(item: TimelineItem) -> str:
    """`31 January 2007            event     The Consul General meets Vo Thinh [...]`."""
    places = ", ".join(
        dict.fromkeys(
            f"{one.source} {one.block}".strip() if one.source else str(one.work)
            for one in item.evidence
        )
    )
    return f"{dates.display(item.edtf):<{WIDTH}}  {item.layer.value:<8}  {item.title} [{places}]"
