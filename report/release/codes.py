"""What can be wrong with a release, or with one that is made again."""

from __future__ import annotations

import errno
from pathlib import Path

from ..diagnostics import Code, Finding, Mark, Severity
from ..storage import leave_to_write

OPEN_FINDINGS = Code(
    "V201",
    "open-findings",
    Severity.ERROR,
    """There are findings that are neither mended nor waived, so the edition is not released.

    A release is what the house stands by, and its manifest says of every finding that somebody has
    looked at it. Errors and warnings count; notes are recorded and do not. Mend what is found, or
    accept it in the edition, with the reason:

    ```yaml
    waivers:
      - {code: P101, at: portrait.jpg, reason: No larger scan of this photograph exists.}
    ```
    """,
)
CHANGED = Code(
    "V203",
    "release-changed",
    Severity.ERROR,
    """The files of a release are not those that were released.

    A file was changed, is missing or came in, or the manifest was written over. Whoever has the
    release from you may have other files than you. Bring the folder back from a backup; or, where
    `sources.zip` is still whole, `rebuild` gives the same PDFs again. Never change a release:
    change the edition, and release it again under the next number.
    """,
)
NOT_WRITTEN = Code(
    "V204",
    "release-not-written",
    Severity.ERROR,
    """The files of a release, or of one that is built again, cannot be put in their place.

    The disk is full, or the folder may not be written to. What was released before is as it was,
    and there is no half of a release: mend what the message names, and try again.
    """,
)
NOT_TRANSLATED = Code(
    "V205",
    "language-not-done",
    Severity.ERROR,
    """A release takes in a language that the edition is not wholly translated into.

    Without more words, a release is made of all languages that the edition has a PO file for, those
    included that somebody has only begun. What is missing or stale is named by findings of its own.

    Have it translated; or say which languages are released, and leave that one for later:

    ```yaml
    release:
      languages: [en-US, sv]
    ```
    """,
)
BAD_ARCHIVE = Code(
    "V211",
    "bad-archive",
    Severity.ERROR,
    """An archive of sources cannot be used, and nothing was unpacked.

    Colophon opens the `sources.zip` of a release as it was written, and no other: plain files, not
    compressed, each once, each where the release has it. Names that lead out of the folder, links,
    files that grow when they are unpacked and whatever else a stranger could hide in an archive are
    refused. An archive that was packed anew, or broke off on its way, is refused as well: get the
    file again from where the release is kept.
    """,
)
OTHER_ARCHIVE = Code(
    "V212",
    "other-archive",
    Severity.ERROR,
    """The archive of sources is not the one that the manifest beside it is about.

    Either of the two was changed or belongs to another release, so nothing that would be built
    could be compared. Put the `manifest.json` and the `sources.zip` of one release beside each
    other.
    """,
)
DIFFERS = Code(
    "V213",
    "rebuilt-differs",
    Severity.ERROR,
    """A file that was built again is not the file that was released.

    Either the released file was changed afterwards, or something works otherwise on this machine:
    another finding says which libraries differ. With the recorded ones, every byte is the same. The
    difference may be invisible, such as another compression of the same pages.
    """,
)
OTHER_LIBRARIES = Code(
    "V214",
    "other-libraries",
    Severity.WARNING,
    """This machine has other libraries than the one that the release was made on.

    Other versions may break a line elsewhere or compress a picture otherwise. To get the identical
    files, install the recorded versions: those of Python packages stand in the `requirements.lock`
    of the archive, those of Pango, HarfBuzz and Fontconfig come with the operating system.
    """,
)
NO_MANIFEST = Code(
    "V215",
    "no-manifest",
    Severity.WARNING,
    """There is no manifest beside the archive, so what was built is compared with nothing.

    The PDFs are made from the sources all the same. To know whether they are the released ones, put
    the `manifest.json` of the release beside the archive.
    """,
)
UNKNOWN_RELEASE = Code(
    "V216",
    "no-release",
    Severity.ERROR,
    """What should be built again or looked at is no release.

    Name the folder of a release, such as `releases/life-science/1`, or its `sources.zip`.
    """,
)
OTHER_PROGRAM = Code(
    "V217",
    "other-colophon",
    Severity.WARNING,
    """The release was made with another version of Colophon than the one that builds it again.

    The templates, themes and languages of a release are in its archive; the program is not. Another
    version may set a line otherwise, or ask the templates for something that they did not have to
    say then. Files that are identical nevertheless are as good as ever.

    For the identical files, use the version that is named: install its wheel, or check it out, and
    `rebuild` with that.
    """,
)
TOO_OLD = Code(
    "V218",
    "not-for-this-colophon",
    Severity.ERROR,
    """This version of Colophon cannot build what another version has released.

    It asks the templates, themes or languages in the archive for something that they do not have,
    or they say something that it does not know. Nothing is wrong with the archive, nor with the
    edition, and nothing in it is to be changed: its checksum is in every PDF of the release.

    Build it with the version that the finding names. The released PDFs themselves stay what they
    are; `releases EDITION --verify` looks whether they are whole.
    """,
)
_FULL = (errno.ENOSPC, errno.EDQUOT)


def not_written(place: Path, shown: str, error: OSError) -> Finding:
    """Return V204 for what the disk refuses at a place, which is shown so."""
    message = f"the files cannot be written: {error.strerror or error}"
    help = "free some space" if error.errno in _FULL else leave_to_write(place)
    return NOT_WRITTEN.finding(Mark(shown), message, help=f"{help}, and try again")
