"""Small pictures with the texts that other programs write into theirs."""

import base64
import json
import struct
import zlib

# 16 by 24 pixels of one colour.
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8"
    "ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAAR"
    "CAAYABADASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEG"
    "E1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWG"
    "h4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEB"
    "AQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYk"
    "NOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0"
    "tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwB1FFFcB2hRRRQB/9k="
)
WEBP = base64.b64decode("UklGRh4AAABXRUJQVlA4TBEAAAAvD8AFAAdQvCIXpf+BiOh/AAA=")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(texts=None, width=16, height=24, colour=(200, 120, 40)):
    """A PNG with text chunks; other than Latin-1 goes into an international one, as Pillow does it."""
    row = b"\0" + bytes(colour) * width
    body = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    for keyword, text in (texts or {}).items():
        try:
            body += chunk(b"tEXt", keyword.encode() + b"\0" + text.encode("latin-1"))
        except UnicodeEncodeError:
            body += chunk(b"iTXt", keyword.encode() + b"\0\0\0\0\0" + text.encode())
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b"")


def exif(comment):
    """An EXIF block with a UserComment, as piexif writes it."""
    value = b"UNICODE\0" + comment.encode("utf-16-be")
    first = struct.pack(">HHHII", 1, 0x8769, 4, 1, 26) + struct.pack(">I", 0)
    second = struct.pack(">HHHII", 1, 0x9286, 7, len(value), 44) + struct.pack(">I", 0)
    return b"MM\0*" + struct.pack(">I", 8) + first + second + value


def jpeg(comment=None):
    if comment is None:
        return JPEG
    data = b"Exif\0\0" + exif(comment)
    return JPEG[:20] + b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data + JPEG[20:]


def webp(comment=None):
    if comment is None:
        return WEBP

    def riff(kind, data):
        return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)

    extended = riff(b"VP8X", bytes([8, 0, 0, 0, 15, 0, 0, 23, 0, 0]))
    body = b"WEBP" + extended + WEBP[12:] + riff(b"EXIF", exif(comment))
    return b"RIFF" + struct.pack("<I", len(body)) + body


def infotext(prompt, negative="blurry", seed=4711, model="juggernautXL"):
    """The text of AUTOMATIC1111's web UI."""
    return (
        f"{prompt}\nNegative prompt: {negative}\nSteps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7, "
        f"Seed: {seed}, Size: 16x24, Model hash: 1fe6c7ec54, Model: {model}, Version: v1.9.3"
    )


def comfy_graph(prompt, seed=4711):
    """ComfyUI's graph of one sampler."""
    return json.dumps({
        "3": {"class_type": "KSampler", "inputs": {
            "seed": seed, "steps": 25, "cfg": 6.5, "sampler_name": "euler", "scheduler": "normal", "denoise": 1,
            "model": ["4", 0], "positive": ["6", 0], "negative": ["7", 0], "latent_image": ["5", 0]}},
        "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "sd_xl_base_1.0.safetensors"}},
        "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 16, "height": 24, "batch_size": 1}},
        "6": {"class_type": "CLIPTextEncode", "inputs": {"text": prompt, "clip": ["4", 1]}},
        "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "blurry", "clip": ["4", 1]}},
        "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
        "9": {"class_type": "SaveImage", "inputs": {"filename_prefix": "ComfyUI", "images": ["8", 0]}},
    })
