"""What a command needs and was not given: all of it at once, where click would name one after another."""

import click


def all_missing(error: click.MissingParameter) -> click.UsageError:
    """Return the error that names everything that is missing, each with its help; click's own for one argument alone.

    click takes up what was given first, so that all that the context has no value of was not given.
    """
    ctx = error.ctx
    missing = _missing(ctx) if ctx is not None else []
    if ctx is None or not missing or (len(missing) == 1 and isinstance(missing[0], click.Argument)):
        return error
    formatter = ctx.make_formatter()
    with formatter.indentation():
        formatter.write_dl([_told(one, ctx) for one in missing])
    these = "These are" if len(missing) > 1 else "This is"
    return click.UsageError(f"{these} missing:\n{formatter.getvalue().rstrip()}", ctx)


def _missing(ctx: click.Context) -> list[click.Parameter]:
    """Return the parameters that are wanted and have no value, in the order of the help: arguments first."""
    wanted = [one for one in ctx.command.get_params(ctx) if one.required and one.name not in ctx.params]
    lacking = [one for one in wanted if one.value_is_missing(one.consume_value(ctx, {})[0])]
    return sorted(lacking, key=lambda one: not isinstance(one, click.Argument))


def _told(one: click.Parameter, ctx: click.Context) -> tuple[str, str]:
    """Return how a parameter is typed, and what it is for."""
    typed, about = one.get_help_record(ctx) or (one.make_metavar(ctx), "")
    return typed, about.removesuffix("[required]").rstrip()
