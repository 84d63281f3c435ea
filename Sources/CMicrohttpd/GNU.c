#define _GNU_SOURCE
#include "CMicrohttpd.h"

#include <poll.h>
#include <string.h>

const short CMHD_POLLRDHUP = POLLRDHUP;

ptrdiff_t cbytes_find(const uint8_t *bytes, size_t size, size_t start, const uint8_t *needle, size_t needle_size) {
    if (start > size) return -1;
    const uint8_t *found = memmem(bytes + start, size - start, needle, needle_size);
    return found ? found - bytes : -1;
}
