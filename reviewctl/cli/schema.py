"""`schema`: the JSON Schema of a document."""

import click
import msgspec
from click.core import ParameterSource

from reviewctl.cli.options import reading
from reviewctl.cli.output import show
from reviewctl.model.catalogue import CATALOGUE
from reviewctl.render.pages.schema import Listed, page_of_list, page_of_schema
from reviewctl.store.packfiles import PACK, TYPE
from reviewctl.store.resources import schema_text
from reviewctl.work.desk import Desk
from reviewctl.work.nearest import refuse


@click.command("schema")
@click.argument("document", required=False, metavar="[DOCUMENT]")
@reading
@click.pass_obj
def command(desk: Desk, document: str | None, as_of: object, form: str, output: str | None) -> int:
    """List the documents of a register, or print the JSON Schema of one.

    As text, and in FILE.json, it is the schema itself; in the other formats its fields, each explained.
    """
    documents = [Listed(kind.name, kind.path, kind.title) for kind in (*CATALOGUE, PACK, TYPE)]
    if document is None:
        return show(page_of_list(documents), form, output)
    word = document.lower()
    found = next((one for one in documents if word in (one.name, one.path.lower(), _stem(one.path))), None)
    if found is None:
        raise refuse("document", document, [one.name for one in documents])
    schema = msgspec.json.decode(schema_text(found.name))
    if form == "json" and _by_its_ending():
        form = "text"
    return show(page_of_schema(found, schema, as_table=form != "text"), form, output)


def _by_its_ending() -> bool:
    """Whether nobody asked for a format: the file that an editor is to read holds the schema, as it is."""
    given = click.get_current_context().get_parameter_source("form")
    return given is not ParameterSource.COMMANDLINE


def _stem(path: str) -> str:
    """Return a file's name without its ending and its folder; nothing for one with a star in it."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    return "" if "*" in name else name
