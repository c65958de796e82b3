"""The words of the guide's edition in Swedish, by the first line of the text."""

from __future__ import annotations

from collections.abc import Mapping

_SUN = "Överblommade maskrosor mot den låga solen."
_EXAMPLE = "Exempelsiffror, att byta mot egna"
_IMPRINT = """**Er organisation.** Vem som ger ut broschyren, när, och vart man skriver. Vem som
har gjort bilderna står på sidan {{ page.credits }}."""
_TEXT = """Säg det viktigaste först. Orden i den här filen trycks som de står, i två spalter, med
språkets citattecken och tankstreck. En siffra som {{ facts.answers }} kommer ur listan med fakta
ovan, så att den är densamma var den än trycks.

Skriv korta stycken. Ett stycke med en tanke blir läst; ett med tre hoppas över.

### En rubrik inne i texten

Rubriker ger ögat något att landa på. Två eller tre på en sida räcker. Säg i dem vad texten säger,
och inte bara vad den handlar om.

För att visa läsaren till en annan sida används dess namn: bildkällorna står på
sidan {{ page.credits }}. Numret sätts in när sidorna görs."""
_LAST = """### En spalt, för ett sista ord

Text i en spalt passar för en kort anmärkning efter ett diagram eller en bild. Vad ska läsaren göra
nu? Säg det här."""
_MONTHS = {
    "January": "januari",
    "February": "februari",
    "March": "mars",
    "April": "april",
    "May": "maj",
    "June": "juni",
    "July": "juli",
    "August": "augusti",
    "September": "september",
    "October": "oktober",
    "November": "november",
    "December": "december",
}
_PHOTOS = {
    "Low sun over waves.": "Låg sol över vågor.",
    "A low sun in an orange sky over dark waves, seen from the level of the water.": (
        "En låg sol på en orange himmel över mörka vågor, sedd från vattenytan."
    ),
    "Photograph: Sebastian Voortman / Pexels (CC0 1.0)": (
        "Foto: Sebastian Voortman / Pexels (CC0 1.0)"
    ),
    "Low sun over the sea": "Låg sol över havet",
    "The sea in the evening": "Havet på kvällen",
    "A low sun over dark waves. Its light lies on the water like a path.": (
        "En låg sol över mörka vågor. Dess ljus ligger som en stig på vattnet."
    ),
    "Photo: Anna Berg": "Foto: Anna Berg",
    "Dandelion seed heads against the low sun.": _SUN,
    "A large dandelion seed head in a meadow, lit from behind by the low sun, with many more out "
    "of focus.": (
        "En stor, överblommad maskros på en äng, belyst bakifrån av den låga solen, med många fler "
        "oskarpa i bakgrunden."
    ),
    "Photograph: Clemens Engelhardt (CC0 1.0)": "Foto: Clemens Engelhardt (CC0 1.0)",
    "Dandelion seed heads": "Överblommade maskrosor",
    "A curving timber staircase.": "En svängd trätrappa.",
    "A curving timber staircase from above. One person in a dark hat and an orange top stands on "
    "its steps, seen from behind.": (
        "En svängd trätrappa uppifrån. En person i mörk hatt och orange överdel står på dess steg, "
        "sedd bakifrån."
    ),
    "Photograph: rawpixel (CC0 1.0)": "Foto: rawpixel (CC0 1.0)",
    "Timber staircase": "Trätrappa",
    "Black-and-white photograph of a plant against a plain ground. Curled, feathery flower heads "
    "with long stamens stand on a stem that parts below them.": (
        "Svartvitt fotografi av en växt mot en enfärgad bakgrund. Krusade, fjäderlika "
        "blomställningar med långa ståndare sitter på en stjälk som delar sig under dem."
    ),
    "Karl Blossfeldt, Phacelia tanacetifolia, from Urformen der Kunst, 1928 (public domain)": (
        "Karl Blossfeldt, Phacelia tanacetifolia, ur Urformen der Kunst, 1928 (fri från "
        "upphovsrätt)"
    ),
    "Phacelia tanacetifolia": "Phacelia tanacetifolia",
    "Lake Sherburne, Montana.": "Sjön Lake Sherburne i Montana.",
    "Rocky mountains with snow in their gullies behind a still lake that reflects them, under a "
    "blue sky.": (
        "Klippiga berg med snö i ravinerna bakom en stilla sjö som speglar dem, under en blå "
        "himmel."
    ),
    "Photograph: Jacob W. Frank / U.S. National Park Service (public domain)": (
        "Foto: Jacob W. Frank / U.S. National Park Service (fri från upphovsrätt)"
    ),
    "Lake Sherburne": "Lake Sherburne",
}
SWEDISH: Mapping[str, str] = {
    "The Garden": "Trädgården",
    "Your organization": "Er organisation",
    "A first edition, with one of everything, to be filled with words of your own.": (
        "En första utgåva med ett av varje, att fylla med egna ord."
    ),
    "First edition": "Första utgåvan",
    "Three beds / and a wall": "Tre rabatter / och en mur",
    "A sentence that says what this brochure is about, and for whom it was made.": (
        "En mening som säger vad broschyren handlar om och vem den är till för."
    ),
    "**Your organization.** Who publishes this brochure, when, and where to write to. The": (
        _IMPRINT
    ),
    "Begin here": "Börja här",
    "A title that says / what the reader gains": "En rubrik som säger / vad läsaren får",
    "The standfirst leads into the text. It is two or three lines long, and whoever reads no more "
    "than this has read the most important thing.": (
        "Ingressen leder in i texten. Den är två eller tre rader lång, och den som inte läser mer "
        "än den har läst det viktigaste."
    ),
    "A line for the contents page": "En rad för innehållssidan",
    "Say the most important thing first. The words in this file are printed as they": _TEXT,
    "The headline says what the chart shows": "Rubriken säger vad diagrammet visar",
    "Visitors by month": "Besökare per månad",
    "Example figures, to be replaced by your own": _EXAMPLE,
    "Month": "Månad",
    "Visitors": "Besökare",
    **_MONTHS,
    "What the picture shows, and no more than is known of it.": (
        "Vad bilden visar, och inte mer än man vet om den."
    ),
    "### One column, for a last word": _LAST,
    "One sentence that is worth reading twice.": "En mening som är värd att läsa två gånger.",
    "At the back": "Längst bak",
    "Contacts, sources / and pictures": "Kontakter, källor / och bilder",
    "Whom to write to, and who made the pictures": (
        "Vem man skriver till, och vem som har gjort bilderna"
    ),
    "Contacts": "Kontakter",
    "A person to write to": "Någon att skriva till",
    "Office or task": "Befattning eller uppgift",
    "Street, city": "Gata, ort",
    "Sources": "Källor",
    "Notes stand here, one after the other.": "Anmärkningar står här, den ena efter den andra.",
    "A last line, / and a good one": "En sista rad, / och en bra",
    "A better last line": "En bättre sista rad",
    "Your organization, www.example.org": "Er organisation, www.example.org",
    "of all answers were a yes": "av alla svar var ja",
    "visitors in a year": "besökare på ett år",
    **_PHOTOS,
}
"""Credit lines keep their names; all else is as a translator would have it."""
