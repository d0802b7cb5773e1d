"""GIT: whether a pull request begins where the branch that it asks to join now stands."""

from reviewctl.model.codes import declare

BEHIND = declare("GIT001", "branch-behind-its-base", "error")
