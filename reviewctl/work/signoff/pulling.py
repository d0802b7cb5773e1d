"""The text of the pull request of a sign-off: what it asks, of whom, and what changed since it was last approved."""

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.facts.signoff import seats
from reviewctl.model.report import Report
from reviewctl.model.signoff import Manifest
from reviewctl.model.step import cited
from reviewctl.render.pages.naming import role_title
from reviewctl.render.pages.signoff_request import Seat, Wanted, page
from reviewctl.work.desk import Desk
from reviewctl.work.signoff.holders import holders_of
from reviewctl.work.signoff.meant import Meant, title_of
from reviewctl.work.signoff.places import Ground
from reviewctl.work.signoff.since import since_approved
from reviewctl.work.signoff.views import View, request_in

Changes = dict[str, bytes | None]


def pull_request(
    desk: Desk,
    facts: Facts,
    one: Meant,
    ground: Ground,
    view: View,
    changes: Changes,
    asked: Manifest,
    *,
    branch: bool = True,
) -> Report:
    """Return the text of the pull request, or of the page for a meeting where it is not on a branch of its own.

    `changes` are the files that the request adds to the register.
    """
    request = request_in(view.case(changes), one)
    on = request.request.on if request is not None and request.request is not None else today()
    return page(
        Wanted(
            case=one.case,
            title=title_of(facts, one),
            typed=one.typed,
            on=on,
            citations=cited(one.rule.cites),
            note=one.rule.note or "",
            files=tuple(ground.path(_full(one, path)) for path, _ in asked.lines if "#" not in path),
            manifest=asked,
            seats=tuple(_seat(facts, one, role) for role in seats(one.rule)),
            people=len(seats(one.rule)),
            barred=tuple(role_title(facts.plan.pack, role) for role in one.rule.not_by),
            signed=one.rule.assurance == "signed",
            since=since_approved(desk, facts, one, ground, view, changes, asked),
            branch=one.branch if branch else "",
            shell=by_hand(ground, one, asked),
        )
    )


def by_hand(ground: Ground, one: Meant, asked: Manifest) -> tuple[str, ...]:
    """Return the lines to type by which the digest is worked out from the files alone."""
    paths = [path for path, _ in asked.lines if "#" not in path]
    papers = [f"{total}  {path}" for path, total in asked.lines if "#" in path]
    folder = ground.path(one.folder) if one.folder else ground.prefix
    told = [f"cd {folder}"] if folder else []
    sums = f"sha256sum {' '.join(paths)}" if paths else ""
    if not papers:
        return (*told, f"{sums} | sha256sum")
    listed = " ".join(f"'{line}'" for line in papers)
    both = f"{{ {sums}; printf '%s\\n' {listed}; }}" if sums else f"printf '%s\\n' {listed}"
    return (*told, f"{both} | LC_ALL=C sort -k 2 | sha256sum")


def _full(one: Meant, path: str) -> str:
    return "/".join(part for part in (one.folder, path) if part)


def _seat(facts: Facts, one: Meant, seat: str) -> Seat:
    roles = seat.split(" or ")
    title = " or ".join(role_title(facts.plan.pack, role) for role in roles)
    return Seat(roles[0], title, holders_of(facts, one, seat, today()))
