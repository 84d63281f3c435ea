#include "CMicrohttpd.h"

#include <string.h>
#include <zlib.h>

// 15 bits of window, and 16 more ask for a gzip header instead of zlib's.
static const int gzip_window = 15 + 16;

// deflateBound for gzip: 18 bytes of header and trailer where compressBound counts 6.
size_t cgzip_bound(size_t size) { return compressBound(size) + 16; }

size_t cgzip(const uint8_t *source, size_t size, uint8_t *target, size_t capacity, int level) {
    // zlib counts in 32 bits; what is larger is not worth compressing in memory.
    if (size > UINT32_MAX || capacity > UINT32_MAX) return 0;
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
    stream.next_in = (Bytef *)source;
    stream.avail_in = (uInt)size;
    stream.next_out = target;
    stream.avail_out = (uInt)capacity;
    int result = deflate(&stream, Z_FINISH);
    size_t written = stream.total_out;
    deflateEnd(&stream);
    return result == Z_STREAM_END ? written : 0;
}
