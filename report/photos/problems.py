"""The findings that looking up and preparing photographs can make, each with its page."""

from __future__ import annotations

from ..diagnostics import Code, Severity

UNKNOWN_PHOTO = Code(
    "R101",
    "unknown-photo",
    Severity.ERROR,
    """The edition names a photo that is neither in a photos folder nor in a rights ledger.

    Photos are looked for in the edition's own `photos/`, then in the project's
    `assets/photos/`, then among those that come with Colophon. Names are case-sensitive, and the
    ending counts: `sea.jpg` is not `sea.jpeg`. Correct the name, or put the file and its entry
    in `credits.yaml` into the edition's `photos/`.
    """,
)
NO_ENTRY = Code(
    "R102",
    "photo-without-entry",
    Severity.ERROR,
    """A photo's file is there, but `credits.yaml` beside it has no entry for it.

    Without an entry nobody can tell who made the picture, whether it may be printed and what it
    shows to a person who cannot see it. Write the entry; what the file itself says in its
    IPTC or XMP fields is used where the entry leaves a field out:

        photos:
          harbour.jpg:
            credit: "Photo: Anna Berg"
            licence: CC-BY-4.0
            alt: A white ferry at a quay in low sun.

    An entry counts for the file beside it, and for files of the same name further down the list
    of folders, never for those further up: a file of your own does not inherit the credit of a
    bundled photo that happens to have its name.
    """,
)
NOT_DELIVERED = Code(
    "R103",
    "photo-not-delivered",
    Severity.ERROR,
    """The ledger has an entry for a photo whose file is not there.

    Put the file beside its `credits.yaml`. While it is on its way, name another photo in
    `stand_in:`; it prints with its own credit, and the credits page lists the awaited picture
    under “Pictures to come”. When the file arrives, nothing but the file changes.
    """,
)
BAD_STAND_IN = Code(
    "R104",
    "stand-in-not-there",
    Severity.ERROR,
    """The photo named as a stand-in cannot be printed: it has no file of its own.

    A stand-in is an ordinary photo with a file and an entry in a ledger. It cannot itself be
    represented by another one.
    """,
)
CHANGED_FILE = Code(
    "R105",
    "photo-changed",
    Severity.WARNING,
    """A photo's file is not the one that its ledger entry was written for.

    The entry gives the file's SHA-256, and the file has another. Rights are cleared for one
    picture: somebody may have put a different one under the same name. If the new file is meant,
    check credit, licence and alt text, then write the new value into `sha256:`, or leave it out.
    """,
)
NOT_WRITTEN = Code(
    "R106",
    "ledger-not-written",
    Severity.ERROR,
    """`photos import` could not add entries to a ledger without changing something else in it.

    Nothing has been copied or written. This happens where the photos of the ledger stand in
    braces, as `photos: {a.jpg: {…}}`, or where the file ends in `...`. Write each photo on lines
    of its own:

        photos:
          a.jpg:
            credit: "Photo: Anna Berg"
    """,
)

NOT_A_PICTURE = Code(
    "P301",
    "not-a-picture",
    Severity.ERROR,
    """A file used as a photo is not a picture that can be printed.

    JPEG, TIFF, PNG, WebP, AVIF and HEIC can. The first bytes of a file decide what it is, not
    its name. Open it in a picture editor and export it as JPEG or TIFF (photographs) or PNG
    (scans, screenshots). Vector drawings such as SVG and PDF are not photographs; raw files of
    cameras hold no finished picture yet and have to be developed first.
    """,
)
WRONG_SUFFIX = Code(
    "P302",
    "not-what-its-name-says",
    Severity.WARNING,
    """A picture is of another kind than the ending of its name says, such as a PNG called
    `.jpg`.

    It is printed correctly, but other programs will refuse it, and such a file is often not the
    one that was meant. Rename it, in the ledger and the edition too.
    """,
)
DAMAGED = Code(
    "P303",
    "damaged-picture",
    Severity.ERROR,
    """A picture cannot be decoded to its end: it is cut off or damaged.

    Most often a download or copy was interrupted. Fetch the file again from where it came.
    """,
)
TOO_MANY_PIXELS = Code(
    "P304",
    "too-many-pixels",
    Severity.ERROR,
    """A picture has more than 100 million pixels.

    A full A4 page with bleed needs 9 million at 300 ppi. A file that small on disk and that
    large in memory may have been made to do harm; a panorama has to be scaled down first.
    """,
)
ANIMATED = Code(
    "P305",
    "animated-picture",
    Severity.WARNING,
    """A picture is animated. Paper stands still: the first frame is printed.

    If another frame is meant, export that one as a picture of its own.
    """,
)
BROKEN_PROFILE = Code(
    "P306",
    "broken-profile",
    Severity.WARNING,
    """The colour profile inside a picture cannot be used: it is damaged, or made for another kind
    of picture.

    The picture is printed as if it had none, so that its colours may be off. Open it in a picture
    editor, look at the colours, and export it again with the profile sRGB.
    """,
)
TRANSPARENT = Code(
    "P307",
    "transparent-picture",
    Severity.NOTE,
    """A picture has transparent parts. They are printed white.

    If the page behind it is coloured, a white box shows: fill the background in a picture editor.
    """,
)
UNTAGGED_CMYK = Code(
    "P308",
    "untagged-cmyk",
    Severity.NOTE,
    """A CMYK picture does not say for which printing condition it was separated.

    It is read as ISO Coated v2 (FOGRA39), the most common one in Europe. Where colours look off,
    ask the photographer for the RGB original, which is the better source in any case.
    """,
)
BROKEN_METADATA = Code(
    "P309",
    "broken-metadata",
    Severity.NOTE,
    """The IPTC, XMP or EXIF data inside a picture is damaged and was left aside.

    Credit, author and caption are then taken from `credits.yaml` alone, and the picture is
    printed as it is stored: check that it is not on its side.
    """,
)
UNREAD_KIND = Code(
    "P312",
    "kind-of-tiff",
    Severity.ERROR,
    """A TIFF is of a kind that is not read.

    Nearly anything can be put into a TIFF: measurements, camera data, colours with many
    channels. Read are grey, palette, RGB, CMYK and Lab with 8 or 16 bits a channel, the colours
    side by side and not in planes of their own, unpacked or packed with LZW, ZIP, JPEG, PackBits
    or CCITT. Open the file in a picture editor and save it like that, without layers.
    """,
)
NO_HEIC = Code(
    "P313",
    "no-heic-library",
    Severity.ERROR,
    """A photo is a HEIC picture, as iPhones make them, and the library that reads them is missing.

    It is an extra, since few projects need it:

        pip install "colophon-pdf[heic]"

    Or export the picture as JPEG: an iPhone does so by itself under Settings, Camera, Formats,
    “Most Compatible”, and when pictures are mailed.
    """,
)
SEVERAL_PAGES = Code(
    "P314",
    "several-pages",
    Severity.WARNING,
    """A TIFF has several pages, as scanners and fax programs write them. The first is printed.

    If another page is meant, export that one as a picture of its own.
    """,
)
HIGH_RANGE = Code(
    "P315",
    "high-dynamic-range",
    Severity.WARNING,
    """A picture is made for screens that shine brighter than paper (HDR: PQ or HLG).

    It is printed with the brightness that its numbers have in an ordinary picture: grey and
    flat. Only a person can say what should be lost. Export it again as an ordinary picture (SDR)
    in sRGB, and look at it.
    """,
)

CODES = {
    code.id: code
    for code in (
        UNKNOWN_PHOTO,
        NO_ENTRY,
        NOT_DELIVERED,
        BAD_STAND_IN,
        CHANGED_FILE,
        NOT_WRITTEN,
        NOT_A_PICTURE,
        WRONG_SUFFIX,
        DAMAGED,
        TOO_MANY_PIXELS,
        ANIMATED,
        BROKEN_PROFILE,
        TRANSPARENT,
        UNTAGGED_CMYK,
        BROKEN_METADATA,
        UNREAD_KIND,
        NO_HEIC,
        SEVERAL_PAGES,
        HIGH_RANGE,
    )
}
