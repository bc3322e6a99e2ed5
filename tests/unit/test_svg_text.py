import base64

import pypdfium2
import weasyprint
from chart_samples import MEMBERS, PERSIAN, font_files, style

from report.figures.drawing import picture
from report.output.pdf.engine.mends import mend


def _text_of_pdf(drawing) -> str:
    made = picture(drawing, style(language=drawing.language), font_files())
    faces = "".join(
        f"@font-face {{ font-family: Almarai; font-weight: {weight}; src: url('{file.as_uri()}') }}"
        for weight, file in zip((700, 400), font_files(), strict=True)
    )
    address = f"data:{made.media_type};base64,{base64.b64encode(made.data).decode()}"
    html = f"<html lang=en><style>{faces}</style><img alt=chart style='width: 160mm' src='{address}'>"
    with pypdfium2.PdfDocument(weasyprint.HTML(string=html).write_pdf()) as document:
        return document[0].get_textpage().get_text_range()


def test_persian_in_a_picture_comes_out_of_the_pdf_as_words() -> None:
    mend()
    assert "آلبانی اعضا را" in _text_of_pdf(PERSIAN)


def test_latin_text_in_a_picture_comes_out_of_the_pdf_whole_and_once() -> None:
    mend()
    text = _text_of_pdf(MEMBERS)
    assert text.count("about 2,300") == 1
    assert text.count("Police search the place") == 1
