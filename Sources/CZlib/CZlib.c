#include "CZlib.h"

#include <string.h>
#include <zlib.h>

static ptrdiff_t inflate_all(const uint8_t *source, size_t size, uint8_t *target, size_t capacity, int bits) {
    // zlib counts in 32 bits, and nothing that is read here is as large.
    if (size > UINT32_MAX || capacity > UINT32_MAX) return CZLIB_NO_ROOM;
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit2(&stream, bits) != Z_OK) return CZLIB_DAMAGED;
    stream.next_in = (Bytef *)source;
    stream.avail_in = (uInt)size;
    stream.next_out = target;
    stream.avail_out = (uInt)capacity;
    int result = inflate(&stream, Z_FINISH);
    size_t written = stream.total_out;
    int is_full = stream.avail_out == 0;
    inflateEnd(&stream);
    if (result == Z_STREAM_END) return (ptrdiff_t)written;
    return result == Z_BUF_ERROR && is_full ? CZLIB_NO_ROOM : CZLIB_DAMAGED;
}

ptrdiff_t czlib_inflate(const uint8_t *source, size_t size, uint8_t *target, size_t capacity) {
    return inflate_all(source, size, target, capacity, MAX_WBITS);
}

ptrdiff_t czlib_inflate_raw(const uint8_t *source, size_t size, uint8_t *target, size_t capacity) {
    return inflate_all(source, size, target, capacity, -MAX_WBITS);
}

uint32_t czlib_crc32(const uint8_t *bytes, size_t size) {
    return size > UINT32_MAX ? 0 : (uint32_t)crc32(0, bytes, (uInt)size);
}
