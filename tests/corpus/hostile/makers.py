"""Hostile files, made when the tests run: each must end in a reject with a reason, in bounded time and memory."""

import gzip
import io
import os
import struct
import zipfile
import zlib

ARABIC = "وصلت القافلة إلى المخيم صباح اليوم بعد أسبوع من الانتظار عند المعبر"
ENGLISH = "The convoy reached the camp this morning after a week of waiting at the crossing"
MIB = 1024 * 1024


def zipped(members, **kept):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **kept) as archive:
        for name, content in members:
            archive.writestr(name if isinstance(name, zipfile.ZipInfo) else _info(name), content)
    return buffer.getvalue()


def _info(name):
    info = zipfile.ZipInfo("x", (2020, 1, 1, 0, 0, 0))
    info.filename = info.orig_filename = name
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def zeros(n_mib):
    """Lines of one word packed: n MiB in some thousandth of it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"x\n" * (MIB // 2)
    return b"".join([*(packer.compress(block) for _ in range(n_mib)), packer.flush()])


def nested_zip(depth):
    content = zipped([("a.txt", ARABIC)])
    for level in range(depth):
        content = zipped([(f"{level}.zip", content)])
    return content


def encrypted_zip():
    """A zip whose member claims to be encrypted."""
    raw = bytearray(zipped([("secret.csv", f"title,text\na,{ENGLISH}\n")]))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def lying_zip():
    """A zip whose directory claims a size that its member has not."""
    raw = bytearray(zipped([("a.csv", f"title,text\na,{ENGLISH}\n")]))
    struct.pack_into("<I", raw, raw.index(b"PK\x01\x02") + 24, 10)
    return bytes(raw)


def link_zip():
    info = zipfile.ZipInfo("link.txt", (2020, 1, 1, 0, 0, 0))
    info.external_attr = 0o120777 << 16
    return zipped([(info, "/etc/passwd")])


def laughs(root):
    """Billion laughs: entities of entities."""
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    body = "<channel><title>x</title><item><title>&a11;</title><description>&a11;</description></item></channel>"
    return f'<?xml version="1.0"?><!DOCTYPE {root} [{entities}]><{root} version="2.0">{body}</{root}>'.encode()


def yaml_bomb():
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(["---", *lines, "title: *a11", "---", ENGLISH]).encode()


def workbook(sheet, extra=()):
    """A workbook of one sheet, given as XML."""
    schemas = "http://schemas.openxmlformats.org"
    office = f"{schemas}/officeDocument/2006/relationships"
    package = f"{schemas}/package/2006"
    main = f"{schemas}/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    def links(what, target):
        link = f'<Relationship Id="r1" Type="{office}/{what}" Target="{target}"/>'
        return f'<Relationships xmlns="{package}/relationships">{link}</Relationships>'

    types = (
        f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>'
    )
    sheets = '<sheets><sheet name="ورقة" sheetId="1" r:id="r1"/></sheets>'
    members = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", links("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}">{sheets}</workbook>'),
        ("xl/_rels/workbook.xml.rels", links("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>'),
        *extra,
    ]
    return zipped(members)


def cell(place, words):
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def wide_workbook():
    rows = f'<row r="1">{cell("A1", "title")}{cell("B1", "text")}</row>'
    return workbook(rows + f'<row r="1048576">{cell("XFD1048576", "x")}</row>')


def repeated_sheet():
    """An OpenDocument sheet of one cell that is said to fill the whole sheet."""
    names = "".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0" ' for short in ("office", "table", "text")
    )
    said = 'office:value-type="string" table:number-columns-repeated="16384"'
    cells = f"<table:table-cell {said}><text:p>x</text:p></table:table-cell>"
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='a'>"
        f'<table:table-row table:number-rows-repeated="1048576">{cells}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped([("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)])


def warc_record(url, body, kind="text/html; charset=utf-8", status="200 OK", length=None):
    """One response of a web archive."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"WARC-Date: 2018-03-02T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def forged_end():
    """A table with a line that looks as if the reader had put it after the last."""
    return b"title,text\n" + "\ue000end of file\ue000\n".encode() + b"a,Short\n"


def random_keys():
    """Objects that each name a key no other has."""
    return b"".join(b'{"key %d": "x", "%s": 1}\n' % (n, b"k" * (n % 50)) for n in range(3000))


def page_of(head, body):
    return f"<!doctype html><html><head>{head}</head><body>{body}".encode()


FILES = {
    "empty.txt": lambda: b"",
    "blank.csv": lambda: b" \n\n\t\n",
    "nothing.jsonl": lambda: b"\n\n",
    "nul.txt": lambda: b"\x00" * 5000,
    "line-of-50-mb.jsonl": lambda: b'{"text": "' + b"x" * (50 * MIB) + b'"}',
    "line-of-50-mb.csv": lambda: b"title,text\na," + b"x" * (50 * MIB),
    "line-of-50-mb.txt": lambda: b"x" * (50 * MIB),
    "line-of-50-mb.json": lambda: b'[{"text": "' + b"x" * (50 * MIB) + b'"}]',
    "ten-thousand-columns.csv": lambda: (
        ",".join(["text", *(f"c{n}" for n in range(9999))]) + "\n" + "x," * 9999 + "x\n"
    ).encode(),
    "unclosed.csv": lambda: f'title,text\na,"{ENGLISH}\n'.encode(),
    "quotes.csv": lambda: ("title,text\n" + 'a"b,"c\n' * 20_000).encode(),
    "laughs-rss.xml": lambda: laughs("rss"),
    "laughs-utf16.xml": lambda: laughs("rss").decode().encode("utf-16"),
    "broken-feed.rss": lambda: b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>a',
    "deep-feed.rss": lambda: b'<rss version="2.0"><channel>' + b"<a>" * 100_000,
    "bomb.txt.gz": lambda: zeros(200),
    "bomb-in-bomb.gz": lambda: gzip.compress(zeros(200)),
    "bomb-of-rows.jsonl.gz": lambda: gzip.compress(b"{}\n" * (30 * MIB)),
    "bomb.csv.gz": lambda: gzip.compress(b"title,text\n" + (b" " * 4000 + b",\n") * 10_000),
    "blanks.txt.gz": lambda: gzip.compress(b" " * (10 * MIB)),
    "layers.gz": lambda: gzip.compress(gzip.compress(gzip.compress(ARABIC.encode()))),
    "cut.jsonl.gz": lambda: gzip.compress(os.urandom(4000))[:1000],
    "bomb.zip": lambda: zipped([("a.txt", b" " * (100 * MIB))]),
    "nested.zip": lambda: nested_zip(4),
    "traversal.zip": lambda: zipped([("../../etc/cron.d/x.txt", ARABIC), ("/etc/passwd", ENGLISH), ("C:\\x.txt", "x")]),
    "encrypted.zip": encrypted_zip,
    "lying.zip": lying_zip,
    "link.zip": link_zip,
    "empty.zip": lambda: zipped([]),
    "cut.zip": lambda: zipped([("a.txt", ARABIC)])[:40],
    "many.zip": lambda: zipped([(f"{n}.txt", "") for n in range(20_001)]),
    "surrogates.jsonl": lambda: b'{"title": "\\ud800", "text": "' + ENGLISH.encode() + b'"}',
    "deep.json": lambda: b"[" * 200_000,
    "deep.jsonl": lambda: b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep-line.jsonl": lambda: b'{"text": "a"' + b'{"a":' * 100_000,
    "numbers.json": lambda: b'[{"text": ' + b"9" * 10_000 + b"}]",
    "constants.jsonl": lambda: b'{"text": NaN}\n{"text": Infinity, "title": -Infinity}\n',
    "scalars.json": lambda: b'[1, "a", null]',
    "yaml-bomb.txt": yaml_bomb,
    "yaml-deep.txt": lambda: b"---\ntitle: " + b"[" * 30_000 + b"\n---\n" + ENGLISH.encode(),
    "yaml-long.txt": lambda: b"---\n" + b"a: b\n" * 20_000 + b"---\n" + ENGLISH.encode(),
    "yaml-object.txt": lambda: b"---\ntitle: !!python/object/apply:os.system ['exit']\n---\nShort.",
    "deep.html": lambda: b"<html><body>" + b"<div>" * 100_000 + ARABIC.encode(),
    "links.html": lambda: b"<html><body>" + b"<a href=x>" * 200_000 + ARABIC.encode(),
    "empty.html": lambda: b"<!doctype html><html><body></body></html>",
    "script.html": lambda: b"<html><script>while(1){}</script><body><script>document.write('x')</script></body></html>",
    "wide.xlsx": wide_workbook,
    "cut.xlsx": lambda: workbook("<row>")[:-200],
    "broken.xlsx": lambda: workbook("<row><c"),
    "formulas.xlsx": lambda: workbook(
        f'<row r="1">{cell("A1", "title")}{cell("B1", "text")}</row>'
        '<row r="2"><c r="A2" t="str"><f>HYPERLINK("http://x.example")</f></c><c r="B2"><f>1/0</f></c></row>'
    ),
    "repeated.ods": repeated_sheet,
    "not-really.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    "document.docx": lambda: zipped([("word/document.xml", "<w:document/>")]),
    "broken.parquet": lambda: b"PAR1" + b"\x00" * 100 + b"PAR1",
    "lying.warc": lambda: warc_record("https://x.example/1", b"<html><body>x", length=10**9),
    "not-ok.warc": lambda: warc_record("https://x.example/1", b"gone", status="404 Not Found"),
    "picture.warc.gz": lambda: gzip.compress(warc_record("https://x.example/1", b"GIF8", kind="image/gif")),
    "header.warc": lambda: b"WARC/1.0\r\n" + b"X: " + b"y" * (5 * MIB),
    "picture.txt": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10,
    "picture\u202egnp.txt": lambda: b"GIF89a" + b"\x00" * 10,
    "addresses.txt": lambda: b"https://x.example/1\njavascript:alert(1)\n",
    "notes.xyz": lambda: b"neither one nor the other",
    "other.xml": lambda: b'<?xml version="1.0"?><invoice/>',
    "markdown.md": lambda: b"[" * 100_000,
    "comments.html": lambda: b"<!-- a -->" * 400 + b"x",
    "comments-and-tag.html": lambda: b"<!-- a -->" * 20_000 + b"<html><p>",
    "comments.xml": lambda: b'<?xml version="1.0"?>' + b"<!-- a --><?b?>" * 400 + b"<invoice/>",
    "two-roots.html": lambda: f"<svg><html><body><nav><p>{ENGLISH}<article>".encode(),
    "codec-undefined.html": lambda: page_of("<meta charset=undefined>", "\xff"),
    "codec-idna.html": lambda: page_of("<meta charset=idna>", "x") + b"\xff",
    "codec-punycode.html": lambda: page_of('<meta charset="punycode">', "x") + b"\xff\xfe" * 50,
    "metas.html": lambda: page_of("<meta " * 8000, ""),
    "metas-with-names.html": lambda: page_of('<meta property="article:published_time" ' * 8000, ""),
    "random-keys.jsonl": random_keys,
    "nested-value.jsonl": lambda: b'{"text": ' + b"[" * 480 + b'"x"' + b"]" * 480 + b"}\n" + b'{"text": "Short"}\n',
    "nested-date.jsonl": lambda: (b'{"text": "Short", "date": ' + b'{"name": ' * 480 + b"1" + b"}" * 481 + b"\n") * 2,
    "forged-end.csv": forged_end,
    "half-character.rss": lambda: b'<rss version="2.0"><channel><item><title>a&#xD800;</title></item></channel></rss>',
}
"""Name of each file and what makes it; none holds an article that may be stored."""
