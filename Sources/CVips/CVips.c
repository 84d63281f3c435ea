#include "CVips.h"

#include <string.h>
#include <vips/vips.h>

static cvips_log logger = NULL;

static void forward(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer context) {
    (void)domain;
    (void)level;
    (void)context;
    if (logger != NULL && message != NULL) {
        logger(message);
    }
}

int cvips_start(cvips_log log) {
    logger = log;
    if (vips_init("contactsheet") != 0) {
        return -1;
    }
    g_log_set_handler(
        "VIPS", G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION, forward, NULL);
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_block_untrusted_set(TRUE);
    return 0;
}

// Only these three loaders ever run, whatever the bytes claim to be. `fail_on` is `VIPS_FAIL_ON_ERROR` where every
// fault counts and `VIPS_FAIL_ON_NONE` where only the header is read.
static int load(const void *bytes, size_t length, cvips_format format, VipsFailOn fail_on, VipsImage **image) {
    void *buffer = (void *)bytes;
    switch (format) {
    case CVIPS_JPEG:
        return vips_jpegload_buffer(buffer, length, image, "fail_on", fail_on, NULL);
    case CVIPS_PNG:
        return vips_pngload_buffer(buffer, length, image, "fail_on", fail_on, NULL);
    case CVIPS_WEBP:
        return vips_webpload_buffer(buffer, length, image, "fail_on", fail_on, NULL);
    }
    return -1;
}

int cvips_probe(const void *bytes, size_t length, cvips_format format, cvips_size *size) {
    VipsImage *image = NULL;
    if (load(bytes, length, format, VIPS_FAIL_ON_NONE, &image) != 0) {
        return -1;
    }
    int lies_on_its_side = vips_image_get_orientation_swap(image);
    size->width = lies_on_its_side ? vips_image_get_height(image) : vips_image_get_width(image);
    size->height = lies_on_its_side ? vips_image_get_width(image) : vips_image_get_height(image);
    g_object_unref(image);
    return 0;
}

// To sRGB, and only where the file says that it is something else: the thumbnail call's own `export_profile` would pass
// pictures without a profile through one too, which shifts their colours by some percent.
static int to_srgb(VipsImage *image, VipsImage **out) {
    int is_cmyk = vips_image_guess_interpretation(image) == VIPS_INTERPRETATION_CMYK;
    if (is_cmyk || vips_image_get_typeof(image, VIPS_META_ICC_NAME) != 0) {
        if (vips_icc_transform(
                image, out, "srgb", "embedded", TRUE, "input_profile", is_cmyk ? "cmyk" : "srgb", NULL) == 0) {
            return 0;
        }
        // A profile that cannot be used is no reason to refuse the picture.
    }
    return vips_colourspace(image, out, VIPS_INTERPRETATION_sRGB, NULL);
}

// Decodes all of a picture here and now, upright, in sRGB, scaled to a box: what the file still holds may be asked for
// twice, and a stream is read only once.
static int load_upright(const void *bytes, size_t length, int width, int height, VipsSize size, VipsImage **out) {
    VipsImage *loaded = NULL;
    // `fail_on` as an argument of the call itself is ignored: it has to travel with the loader's own options.
    if (vips_thumbnail_buffer(
            (void *)bytes, length, &loaded, width, "height", height, "size", size, "option_string", "[fail_on=error]",
            NULL) != 0) {
        return -1;
    }
    VipsImage *decoded = vips_image_copy_memory(loaded);
    g_object_unref(loaded);
    if (decoded == NULL) {
        return -1;
    }
    int failed = to_srgb(decoded, out);
    g_object_unref(decoded);
    return failed;
}

int cvips_thumbnail(
    const void *bytes, size_t length, int width, int height, int quality, int effort, void **out, size_t *out_length) {
    VipsImage *image = NULL;
    if (load_upright(bytes, length, width, height, VIPS_SIZE_DOWN, &image) != 0) {
        return -1;
    }
    int failed =
        vips_webpsave_buffer(image, out, out_length, "Q", quality, "effort", effort, "strip", TRUE, NULL);
    g_object_unref(image);
    return failed;
}

// Three bytes a pixel, transparency over mid grey; takes the image over.
static int to_bytes(VipsImage *image, void **out, size_t *out_length, cvips_size *size) {
    int failed = 0;
    if (vips_image_hasalpha(image)) {
        double grey[3] = {128, 128, 128};
        VipsArrayDouble *background = vips_array_double_new(grey, 3);
        VipsImage *flat = NULL;
        failed = vips_flatten(image, &flat, "background", background, NULL);
        vips_area_unref(VIPS_AREA(background));
        g_object_unref(image);
        if (failed) {
            return -1;
        }
        image = flat;
    }
    VipsImage *bytes_image = NULL;
    failed = vips_cast_uchar(image, &bytes_image, NULL);
    g_object_unref(image);
    if (failed) {
        return -1;
    }
    if (bytes_image->Bands == 3) {
        size->width = vips_image_get_width(bytes_image);
        size->height = vips_image_get_height(bytes_image);
        *out = vips_image_write_to_memory(bytes_image, out_length);
    } else {
        *out = NULL;
    }
    g_object_unref(bytes_image);
    return *out == NULL ? -1 : 0;
}

int cvips_decode(
    const void *bytes, size_t length, cvips_format format, void **out, size_t *out_length, cvips_size *size) {
    VipsImage *loaded = NULL;
    if (load(bytes, length, format, VIPS_FAIL_ON_ERROR, &loaded) != 0) {
        return -1;
    }
    VipsImage *image = NULL;
    int failed = vips_colourspace(loaded, &image, VIPS_INTERPRETATION_sRGB, NULL);
    g_object_unref(loaded);
    return failed ? -1 : to_bytes(image, out, out_length, size);
}

int cvips_decode_upright(
    const void *bytes, size_t length, int width, int height, void **out, size_t *out_length, cvips_size *size) {
    VipsImage *image = NULL;
    if (load_upright(bytes, length, width, height, VIPS_SIZE_FORCE, &image) != 0) {
        return -1;
    }
    return to_bytes(image, out, out_length, size);
}

int cvips_encode(
    const void *rgb, int width, int height, cvips_format format, int quality, void **out, size_t *out_length) {
    size_t length = (size_t)width * (size_t)height * 3;
    VipsImage *image = vips_image_new_from_memory(rgb, length, width, height, 3, VIPS_FORMAT_UCHAR);
    if (image == NULL) {
        return -1;
    }
    image->Type = VIPS_INTERPRETATION_sRGB;
    int failed = -1;
    switch (format) {
    case CVIPS_JPEG:
        failed = vips_jpegsave_buffer(image, out, out_length, "Q", quality, "strip", TRUE, NULL);
        break;
    case CVIPS_PNG:
        failed = vips_pngsave_buffer(image, out, out_length, "compression", quality, "strip", TRUE, NULL);
        break;
    case CVIPS_WEBP:
        failed = vips_webpsave_buffer(image, out, out_length, "Q", quality, "strip", TRUE, NULL);
        break;
    }
    g_object_unref(image);
    return failed;
}

void cvips_free(void *memory) { g_free(memory); }

void cvips_last_error(char *text, size_t capacity) {
    char *copy = vips_error_buffer_copy();
    g_strlcpy(text, copy, capacity);
    g_free(copy);
}
