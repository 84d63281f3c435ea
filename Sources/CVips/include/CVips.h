// The calls of libvips that are variadic, as plain C: no type of libvips or glib reaches Swift.
#ifndef CVIPS_H
#define CVIPS_H

#include <stddef.h>
#include <stdint.h>

/// The size of a picture in pixels.
typedef struct {
    int32_t width;
    int32_t height;
} cvips_size;

typedef enum { CVIPS_JPEG, CVIPS_PNG, CVIPS_WEBP } cvips_format;

/// Called with each message that libvips would have written to stderr.
typedef void (*cvips_log)(const char *message);

/// Starts libvips: one thread a call, no operation cache, untrusted loaders blocked. 0 when it went well.
int cvips_start(cvips_log log);

/// Reads the header of a picture of the given format: its size once turned upright. 0 when it went well.
int cvips_probe(const void *bytes, size_t length, cvips_format format, cvips_size *size);

/// Decodes all of a picture, strictly, and returns a WebP that fits the box, upright and in sRGB.
/// `*out` is the caller's to free with `cvips_free`. 0 when it went well.
int cvips_thumbnail(
    const void *bytes, size_t length, int width, int height, int quality, int effort, void **out, size_t *out_length);

/// Decodes a picture to 8-bit sRGB, three bytes a pixel, transparency over mid grey.
/// `*out` is the caller's to free with `cvips_free`. 0 when it went well.
int cvips_decode(
    const void *bytes, size_t length, cvips_format format, void **out, size_t *out_length, cvips_size *size);

/// Decodes all of a picture, strictly, to 8-bit sRGB of exactly the given size, upright and by its colour profile.
/// `*out` is the caller's to free with `cvips_free`. 0 when it went well.
int cvips_decode_upright(
    const void *bytes, size_t length, int width, int height, void **out, size_t *out_length, cvips_size *size);

/// Encodes 8-bit sRGB, three bytes a pixel, row by row. The quality is 1 to 100, and for PNG the compression 0 to 9.
/// `*out` is the caller's to free with `cvips_free`. 0 when it went well.
int cvips_encode(
    const void *rgb, int width, int height, cvips_format format, int quality, void **out, size_t *out_length);

/// Frees what the calls above allocated.
void cvips_free(void *memory);

/// Copies libvips' last messages, cut to `capacity` with the closing zero, and clears them.
void cvips_last_error(char *text, size_t capacity);

#endif
