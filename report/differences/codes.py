"""What can be wrong with what is to be compared."""

from __future__ import annotations

from ..diagnostics import Code, Severity

NO_GIT = Code(
    "V301",
    "no-git",
    Severity.ERROR,
    """Another state of an edition is asked for, and the program `git` is not there.

    `diff life-science@v1` compares with the files of a git revision, which git alone can give.
    Install it (Debian, Ubuntu: `apt install git`; Mac: `brew install git`), or compare with
    another edition or with a PDF.
    """,
)
NO_REPOSITORY = Code(
    "V302",
    "no-repository",
    Severity.ERROR,
    """Another state of an edition is asked for, and the project's folder is in no git repository.

    What follows the last `@` of an edition is a variant, a language, or else a git revision: a tag,
    a branch, or the number of a commit. Without a repository there are none. Compare with
    another edition or with a PDF, or begin to keep the project under git.
    """,
)
NO_REVISION = Code(
    "V303",
    "no-revision",
    Severity.ERROR,
    """What follows the `@` of an edition is neither a variant nor a language, nor a git revision.

    `git log --oneline` lists the revisions, `git tag` those that have a name. A copy of a
    repository that was made with few revisions (`git clone --depth 1`, and most machines that run
    tests) does not have the old ones: `git fetch --unshallow` gets them.
    """,
)
NOT_THERE_THEN = Code(
    "V304",
    "not-there-then",
    Severity.ERROR,
    """The edition is not in that revision.

    It had another name then, or did not exist, or is not kept under git. Name it as it was called:
    `diff old-name@v1 new-name`.
    """,
)
GIT_FAILED = Code(
    "V305",
    "git-failed",
    Severity.ERROR,
    """git could not give the files of a revision.

    The message is git's own. Often the copy of the repository lacks them: it was made with
    `--filter` or `--depth`, or is damaged (`git fsck` says so).
    """,
)
