"""Word and ODT files as pandoc writes them → as people print them and fill them in.

On A4 with numbered pages, a chapter begins a page, a table has lines, and a box has one at its
side.
"""

from __future__ import annotations

from collections.abc import Mapping

LINE = "5d6d75"

SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")

# Of each file in the archive: what pandoc's own template says there, and what we say.
Changes = Mapping[str, Mapping[str, str]]

WORD: Changes = {
    "word/document.xml": {
        "<w:sectPr>": '<w:sectPr><w:footerReference w:type="default" r:id="foot"/>',
        "</w:sectPr>": '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1304" '
        'w:bottom="1418" w:left="1304" w:header="709" w:footer="709" w:gutter="0"/><w:titlePg/>'
        "</w:sectPr>",
    },
    "word/_rels/document.xml.rels": {
        "</Relationships>": '<Relationship Id="foot" Target="footer.xml" Type="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships/footer"/></Relationships>',
    },
    "[Content_Types].xml": {
        "</Types>": '<Override PartName="/word/footer.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>',
    },
    "word/styles.xml": {
        '<w:tblInd w:type="dxa" w:w="0" />': '<w:tblInd w:type="dxa" w:w="0" /><w:tblBorders>'
        + "".join(f'<w:{side} w:val="single" w:sz="4" w:color="{LINE}"/>' for side in SIDES)
        + "</w:tblBorders>",
        '<w:spacing w:after="80" w:before="360" />': "<w:pageBreakBefore/>"
        '<w:spacing w:after="240" w:before="0" />',
        '<w:spacing w:after="100" w:before="100" />': '<w:pBdr><w:left w:val="single" w:sz="24" '
        f'w:space="10" w:color="{LINE}"/></w:pBdr><w:spacing w:after="100" w:before="100" />',
        '<w:color w:themeColor="accent1" w:val="4F81BD" />': '<w:color w:val="0B4A5E" />'
        '<w:u w:val="single" />',
        '<w:tblStylePr w:type="firstRow">': '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>',
        '<w:sz w:val="24" />\n        <w:szCs w:val="24" />\n        <w:lang': '<w:sz w:val="22" />'
        '<w:szCs w:val="22" /><w:lang',
    },
}

ODT: Changes = {
    "content.xml": {
        '<style:table-cell-properties fo:border="none" />': "<style:table-cell-properties "
        f'fo:border="0.5pt solid #{LINE}" fo:padding="0.05in" />',
    },
    "styles.xml": {
        # What the filter puts before a worksheet; see static/packs/worksheets.lua.
        "</office:styles>": '<style:style style:name="Page_20_break" style:family="paragraph">'
        '<style:paragraph-properties fo:break-before="page" fo:line-height="0.1mm"/></style:style>'
        "</office:styles>",
        'fo:page-height="11in" fo:page-width="8.5in"': 'fo:page-height="297mm" '
        'fo:page-width="210mm"',
        'style:font-name="Times New Roman"': 'style:font-name="Arial"',
        'fo:font-size="12pt" fo:hyphenate': 'fo:font-size="11pt" fo:hyphenate',
        'style:name="Heading_20_1" style:next-style-name="Text_20_body" '
        'style:parent-style-name="Heading">': 'style:name="Heading_20_1" '
        'style:next-style-name="Text_20_body" style:parent-style-name="Heading">'
        '<style:paragraph-properties fo:break-before="page" fo:margin-bottom="0.15in" />',
        'fo:font-size="115%" fo:font-weight="bold"': 'fo:font-size="20pt" fo:font-weight="bold"',
        'fo:font-size="14pt" fo:font-style="italic"': 'fo:font-size="14pt"',
        'style:name="Quotations" style:parent-style-name="Standard">\n      '
        "<style:paragraph-properties": 'style:name="Quotations" '
        'style:parent-style-name="Standard">\n      <style:paragraph-properties '
        f'fo:border-left="3pt solid #{LINE}" fo:padding-left="0.12in"',
    },
}

# It counts the words of pandoc's template, and names a program that made nothing of it.
NO_COUNTS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    'officeDocument/2006/extended-properties"><Application>pandoc</Application></Properties>\n'
)

# The number of the page, on all but the first.
FOOTER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<w:ftr xmlns:w="http://schemas.openxmlformats.org/'
    'wordprocessingml/2006/main"><w:p><w:pPr><w:jc w:val="right"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>\n'
)


def finish_office(suffix: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Finish the files of an archive that pandoc wrote; of other kinds they stay as they are.

    Raises KeyError or ValueError where this pandoc writes something else than we know.
    """
    finished = dict(files)
    for name, changes in {".docx": WORD, ".odt": ODT}.get(suffix, {}).items():
        text = finished[name].decode("utf-8")
        for theirs, ours in changes.items():
            if theirs not in text:
                raise ValueError(f"{name} of this pandoc does not say {theirs}")
            text = text.replace(theirs, ours)
        finished[name] = text.encode("utf-8")
    if suffix == ".docx":
        finished["docProps/app.xml"] = NO_COUNTS.encode("utf-8")
        finished["word/footer.xml"] = FOOTER.encode("utf-8")
    return finished
