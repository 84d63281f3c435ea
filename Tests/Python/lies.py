"""Files that say they are pictures, or are other than they say."""

import io
import struct
import zipfile
import zlib

import tools

SIGNATURE = b"\x89PNG\r\n\x1a\n"
END = tools.chunk(b"IEND", b"")


def header(width, height, depth=8, colour=2):
    return tools.chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))


def rows(width, height, depth=8):
    return zlib.compress(b"\0" * ((width * 3 * depth // 8 + 1) * height), 9)


def png(*chunks, size=(16, 24)):
    return SIGNATURE + header(*size) + b"".join(chunks) + tools.chunk(b"IDAT", rows(*size)) + END


def zeros(count):
    """So many zeros, packed a thousandfold."""
    packing = zlib.compressobj(9)
    return b"".join([*(packing.compress(bytes(1 << 20)) for _ in range(count >> 20)), packing.flush()])


def archive():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zip:
        zip.writestr("../../evil.sh", "rm -rf /")
    return file.getvalue()


def jpeg(width, height):
    at = tools.JPEG.index(b"\xff\xc0")
    return tools.JPEG[:at + 5] + struct.pack(">HH", height, width) + tools.JPEG[at + 9:]


def webp(change):
    file = bytearray(tools.WEBP)
    change(file)
    return bytes(file)


def set_at(at, value):
    def change(file):
        file[at:at + len(value)] = value
    return change


def looping_exif():
    """A directory whose next one is itself, and whose camera's directory, too."""
    fields = struct.pack(">HHHII", 1, 0x8769, 4, 1, 8) + struct.pack(">I", 8)
    block = b"Exif\0\0MM\0*" + struct.pack(">I", 8) + fields
    return tools.JPEG[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + tools.JPEG[2:]


HTML = b"<!DOCTYPE html><title>x</title><script>alert(document.domain)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)' width='16' height='24'/>"
SOUND = tools.png({"Title": "sound"})

# What no picture of ours is, or a broken one.
REFUSED = {
    "html.png": HTML,
    "svg.png": SVG,
    "svg with a declaration.png": b"<?xml version='1.0'?>" + SVG,
    "zip.png": archive(),
    "gif.png": b"GIF89a" + struct.pack("<HH", 16, 24) + b"\0\0\0;",
    "gif and script.jpg": b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)//",
    "bitmap.png": b"BM" + bytes(60),
    "tiff.png": b"II*\0" + bytes(60),
    "pdf.png": b"%PDF-1.7\n",
    "signature and html.png": SIGNATURE + HTML,
    "jpeg's signature and html.jpg": b"\xff\xd8\xff\xe0" + HTML,
    "webp's signature and html.webp": b"RIFF" + struct.pack("<I", len(HTML) + 8) + b"WEBPVP8 " + HTML,
    "wrong checksum of the header.png": SOUND[:29] + b"\0\0\0\0" + SOUND[33:],
    "wrong checksum of the pixels.png": SOUND[:-16] + bytes([SOUND[-16] ^ 1]) + SOUND[-15:],
    "truncated.png": SOUND[:len(SOUND) // 2],
    "truncated.jpg": tools.JPEG[:-40],
    "truncated.webp": tools.WEBP[:-6],
    "no pixels.png": SIGNATURE + header(16, 24) + END,
    "no width.png": SIGNATURE + header(0, 24) + tools.chunk(b"IDAT", rows(16, 24)) + END,
    "a width of 2^31.png": SIGNATURE + header(1 << 31, 1) + tools.chunk(b"IDAT", rows(16, 24)) + END,
    "2^31-1 squared.png": SIGNATURE + header((1 << 31) - 1, (1 << 31) - 1) + tools.chunk(b"IDAT", rows(16, 24)) + END,
    "a bomb of 60,000 squared.png": SIGNATURE + header(60_000, 60_000) + tools.chunk(b"IDAT", zeros(64 << 20)) + END,
    "a bomb of one row.png": SIGNATURE + header(100_000_000, 1) + tools.chunk(b"IDAT", zeros(64 << 20)) + END,
    "less than it says.png": SIGNATURE + header(7000, 7000) + tools.chunk(b"IDAT", rows(16, 24)) + END,
    "65535 squared.jpg": jpeg(65535, 65535),
    "a length that is a lie.webp": webp(set_at(4, struct.pack("<I", 0xFFFFFFF0))),
    "a chunk that is a lie.webp": webp(set_at(16, struct.pack("<I", 0x7FFFFFF0))),
    "16384 squared.webp": webp(set_at(21, b"\xff\xff\xff\xff")),
    "a chunk length of 2^32-1.png": SIGNATURE + header(16, 24) + b"\xff\xff\xff\xffIDAT" + bytes(30),
    "nothing.png": b"",
    "one byte.png": b"\x89",
}

# Sound pictures with something else in them: kept byte by byte, and told to be nothing but a picture.
TAKEN = {
    "html behind.png": SOUND + HTML,
    "zip behind.png": SOUND + archive(),
    "html in a comment.jpg": tools.JPEG[:2] + b"\xff\xfe" + struct.pack(">H", len(HTML) + 2) + HTML + tools.JPEG[2:],
    "html as a text.png": tools.png({"parameters": HTML.decode(), "Comment": SVG.decode()}),
    "a bomb as a text.png": png(tools.chunk(b"zTXt", b"parameters\0\0" + zeros(64 << 20))),
    "a bomb as a text of many tongues.png": png(tools.chunk(b"iTXt", b"prompt\0\1\0\0\0" + zeros(64 << 20))),
    "ten thousand texts.png": png(*[tools.chunk(b"tEXt", b"Title\0t")] * 10_000),
    "a profile that is a bomb.png": png(tools.chunk(b"iCCP", b"p\0\0" + zeros(64 << 20))),
    "a profile that is none.png": png(tools.chunk(b"iCCP", b"p\0\0" + zlib.compress(b"none"))),
    # The decoder fills up with grey what is missing, as browsers do.
    "larger than it is.jpg": jpeg(2000, 2000),
    "looping exif.jpg": looping_exif(),
    "more pixels than it says.png": SIGNATURE + header(16, 24) + tools.chunk(b"IDAT", zeros(64 << 20)) + END,
}

# Names as no file should be called, and what of them no page or file may hold.
NAMES = [
    "../../../../tmp/evil.png", "/etc/evil.png", "..\\..\\evil.png", "C:\\evil.png", "evil\0.png", "evil\n\rX: y.png",
    "e" * 5000 + ".png", "\u202egnp.live", "\u2066\u200f.png", ".", "..", "", "~/.ssh/evil", "con", "-rf",
    "%2e%2e%2fevil", "evil\x1b[31m.png", "\ufffe\ud7ff\U0010ffff.png", "a/" * 500 + "b.png", "<img src=x onerror=alert(1)>.png",
]
