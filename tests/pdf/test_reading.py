"""What a file declares, and what it has that one for press should not have."""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
import subprocess

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from report.pdf.printed import ENTRIES
from report.pdf.reading import read_printed
from tests.conftest import ROOT
from tests.tools.bare_pdfs import bare, form, image, page_of, read, saved
from tests.tools.small_pdfs import jpeg, laid_out, lay_out

PROFILE = next(iter(sorted((ROOT / "assets" / "icc").glob("*.icc")))).read_bytes()


def test_boxes_are_given_in_order_and_inherited():
    def change(pdf):
        pages = pdf.Root.Pages
        pages.MediaBox = Array([300, 200, 0, 0])
        del pdf.pages[0].obj.MediaBox

    page = read(bare("", change=change, BleedBox=Array([5, 5, 195, 95]), Rotate=450)).pages[0]
    assert page.boxes == {
        "MediaBox": (0, 0, 300, 200),
        "TrimBox": (10, 10, 190, 90),
        "BleedBox": (5, 5, 195, 95),
    }
    assert (page.number, page.rotate, page.user_unit) == (1, 90, 1)


@pytest.mark.parametrize(
    ("boxes", "top"),
    [
        ({}, 90),
        ({"CropBox": Array([0, 0, 200, 80])}, 70),
        ({"CropBox": Array([0, 0, 200, 80]), "ArtBox": Array([0, 0, 200, 70])}, 60),
        ({"CropBox": Array([0, 0, 200])}, 90),
        ({"MediaBox": Array([Name.x, 0, 200, 100])}, 782),
    ],
)
def test_without_a_trim_another_box_stands_in(boxes, top):
    def change(pdf):
        for name, box in boxes.items():
            pdf.pages[0].obj["/" + name] = box

    page = page_of("0 0 10 10 re f", trim=None, change=change)
    assert page.painted[0].rect.y.pt == top


def test_an_output_intent_is_read_with_the_head_of_its_profile():
    def change(pdf):
        stream = pdf.make_stream(PROFILE)
        stream.N = 4
        intent = Dictionary(
            S=Name.GTS_PDFX,
            OutputConditionIdentifier=String("FOGRA39"),
            RegistryName=String("http://www.color.org"),
            Info=String("Coated"),
            DestOutputProfile=stream,
        )
        pdf.Root.OutputIntents = Array([intent, 3])

    intent, broken = read(bare("", change=change)).intents
    assert (intent.subtype, intent.identifier, intent.info) == ("GTS_PDFX", "FOGRA39", "Coated")
    assert intent.registry == "http://www.color.org"
    assert (intent.profile_space, intent.components) == ("CMYK", 4)
    assert intent.profile_name and intent.profile_name.isprintable()
    assert intent.digest == hashlib.sha256(PROFILE).hexdigest()
    assert (broken.subtype, broken.digest) == ("", "")


@pytest.mark.parametrize("data", [b"", b"junk" * 50, PROFILE[:200], b"\xff" * 4000])
def test_a_broken_profile_is_one_without_a_space(data):
    def change(pdf):
        intent = Dictionary(S=Name.GTS_PDFX, DestOutputProfile=pdf.make_stream(data))
        pdf.Root.OutputIntents = Array([intent])

    (intent,) = read(bare("", change=change)).intents
    assert intent.profile_name == ""


XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" %s
pdf:Trapped="False"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Fish &amp; chips</rdf:li>
</rdf:Alt></dc:title>%s</rdf:Description></rdf:RDF></x:xmpmeta>"""


@pytest.mark.parametrize(
    "metadata",
    [
        XMP % (b'pdfxid:GTS_PDFXVersion="PDF/X-4"', b""),
        XMP % (b"", b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"),
    ],
)
def test_what_a_file_says_of_itself_is_read_from_its_metadata(metadata):
    def change(pdf):
        pdf.Root.Metadata = pdf.make_stream(metadata)

    file = read(bare("", change=change))
    assert (file.conformance, file.trapped, file.title) == ("PDF/X-4", "False", "Fish & chips")


def test_older_files_say_it_in_their_information():
    def change(pdf):
        pdf.trailer.Info = pdf.make_indirect(
            Dictionary(GTS_PDFXVersion="PDF/X-1:2001", Trapped=Name.True_, Title="Fish")
        )
        pdf.trailer.Info.Trapped = Name("/True")

    file = read(bare("", change=change))
    assert (file.conformance, file.trapped, file.title) == ("PDF/X-1:2001", "True", "Fish")
    assert (read(bare("")).conformance, read(bare("")).trapped) == ("", "")


def test_the_later_version_holds():
    def change(pdf):
        pdf.Root.Version = Name("/1.7")

    assert read(bare("", change=change)).version == "1.7"


def everything(pdf):
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=Dictionary(S=Name.Launch, Next=Array([Dictionary(S=Name.Movie)])))
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Kids=Array([Dictionary(Names=Array(["a", Dictionary(script)]))])),
        EmbeddedFiles=Dictionary(Names=Array(["b", Dictionary(Type=Name.Filespec)])),
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(T="x")]), XFA=Array([]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([Dictionary(Type=Name.OCG)]))


def odd_objects(pdf):
    ghost = form(pdf, "", Ref=Dictionary(), OPI=Dictionary())
    outside = image(pdf, 9, 9, Name.DeviceGray, F=String("x.tif"), Alternates=Array([]))
    state = Dictionary(
        TR=Dictionary(FunctionType=4), HT=Dictionary(HalftoneType=1), RI=Name.Saturation
    )
    return {
        "XObject": Dictionary(
            G=ghost,
            I=outside,
            P=pdf.make_indirect(pikepdf.Stream(pdf, b"", Subtype=Name.PS)),
        ),
        "ExtGState": Dictionary(S=pdf.make_indirect(state), D=Dictionary(TR2=Name.Default)),
    }


def test_what_does_not_belong_to_the_press_is_counted():
    content = "/D gs /S gs /S gs /Perceptual ri /G Do /G Do 9 0 0 9 9 9 cm /I Do /P Do"
    file = read(bare(content, "/G Do", resources=odd_objects, change=everything))
    assert file.entries == {
        "scripts": 2,
        "actions": 2,
        "form fields": 1,
        "XFA forms": 1,
        "embedded files": 1,
        "optional content groups": 1,
        "PostScript objects": 1,
        "alternate images": 1,
        "reference objects": 1,
        "OPI comments": 1,
        "external streams": 1,
        "transfer functions": 1,
        "halftones": 1,
        "rendering intents": 2,
    }
    assert set(file.entries) | {"encryption"} == set(ENTRIES)
    assert read(bare("")).entries == {}


def test_annotations_are_listed_and_what_they_print_is_painted():
    def change(pdf):
        stamp = form(pdf, "1 0 0 rg 0 0 10 10 re f", (0, 0, 10, 10))

        def annotation(**entries):
            rect = Array([20, 20, 40, 30])
            return Dictionary(Rect=rect, AP=Dictionary(N=stamp), **entries)

        pdf.pages[0].obj.Annots = Array(
            [
                annotation(Subtype=Name.Stamp, F=4),
                annotation(Subtype=Name.Text, F=0),
                annotation(Subtype=Name.Watermark, F=6),
                Dictionary(A=Dictionary(S=Name.JavaScript)),
                7,
            ]
        )

    file = read(bare("", change=change))
    assert [(note.kind, note.prints) for note in file.annotations] == [
        ("Stamp", True),
        ("Text", False),
        ("Watermark", False),
        ("unknown", False),
        ("unknown", False),
    ]
    (fill,) = file.pages[0].painted
    assert (fill.rect.x.pt, fill.rect.y.pt) == (10, 60)
    assert (fill.rect.width.pt, fill.rect.height.pt, fill.in_form) == (20, 10, True)
    assert file.entries == {"scripts": 1}


def test_spots_are_named_once_and_process_inks_are_none():
    def resources(pdf):
        names = ("PANTONE 3015 C", "Black", "All", "None", "Varnish")

        def space(name):
            return Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, Dictionary()])

        return {
            "ColorSpace": Dictionary(**{f"S{at}": space(each) for at, each in enumerate(names)})
        }

    content = "".join(f"/S{at} cs 20 20 9 9 re f " for at in range(5))
    assert read(bare(content, content, resources=resources)).spots == ("PANTONE 3015 C", "Varnish")
    unused = "/S0 cs 0 g 20 20 9 9 re f"
    assert read(bare(unused, resources=resources)).spots == ()


def test_an_encrypted_file_that_opens_is_read_and_found():
    pdf = pikepdf.open(io.BytesIO(bare("20 20 9 9 re f")))
    data = saved(pdf, encryption=pikepdf.Encryption(owner="boss", user="", R=6))
    file, findings = read_printed(data, "locked.pdf")
    assert len(file.pages[0].painted) == 1
    assert file.entries == {"encryption": 1}
    assert [(finding.code.id, str(finding.mark)) for finding in findings] == [
        ("F304", "locked.pdf")
    ]


def test_the_engine_s_own_pages_are_read_without_a_hole():
    file, findings = read_printed(laid_out(), "own.pdf")
    assert findings == ()
    assert {page.unread for page in file.pages} == {""}
    assert len(file.pages) > 3 and all(page.painted for page in file.pages)
    assert {space for page in file.pages for space in page.spaces} <= {"DeviceRGB", "DeviceGray"}


PICTURES = (
    """<img style="width: 20mm; height: 10mm" src="{0}"> <img style="width: 3in" src="{0}">"""
)


@pytest.mark.skipif(not shutil.which("pdfimages"), reason="poppler is not installed")
def test_resolutions_are_those_that_poppler_finds(tmp_path):
    source = "data:image/jpeg;base64," + base64.b64encode(jpeg("red", (300, 200))).decode()
    data = lay_out([PICTURES.format(source)])
    path = tmp_path / "it.pdf"
    path.write_bytes(data)
    told = subprocess.run(
        ["pdfimages", "-list", str(path)], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    theirs = [int(number) for row in told for number in row.split()[-4:-2]]
    pictures = [thing.picture for thing in read(data).pages[0].painted if thing.picture]
    assert [number for picture in pictures for number in picture.ppi] == pytest.approx(
        theirs, abs=1
    )
    assert len(pictures) == 2
