/* The yardstick of a page: SQLite alone. Reads pages of 60 as the gallery's query does, one thread, for some seconds.
   raw DATABASE SECONDS [FILE]: FILE holds a place a line, each the place before which a page begins. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static sqlite3_stmt *prepared(sqlite3 *database, const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s\n", sqlite3_errmsg(database));
        exit(1);
    }
    return statement;
}

int main(int count, char **arguments) {
    enum { most = 4000000, limit = 61 };
    static double taken[most];
    static sqlite3_int64 places[200000];
    sqlite3 *database;
    if (count < 3 || sqlite3_open_v2(arguments[1], &database, SQLITE_OPEN_READONLY, NULL)) return 1;
    sqlite3_exec(database, "PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -65536", NULL, NULL, NULL);
    int starts = 0, pages = 0, cards = 0;
    FILE *file = count > 3 ? fopen(arguments[3], "r") : NULL;
    while (file && starts < 200000 && fscanf(file, "%lld", &places[starts]) == 1) starts++;
    if (!starts) places[starts++] = 9223372036854775807LL;
    sqlite3_stmt *list = prepared(
        database, "SELECT id, place FROM image WHERE trashed_at IS NULL AND place < ? ORDER BY place DESC LIMIT ?");
    sqlite3_stmt *card = prepared(
        database, "SELECT image.id, image.model, sha256, image.width, image.height, colour, image.seed, rating, prompt"
                  " FROM image JOIN generation ON generation.id = image.generation_id WHERE image.id = ?");
    size_t bytes = 0;
    double begun = now(), end = begun + atof(arguments[2]), last = begun;
    while (last < end && pages < most) {
        sqlite3_int64 ids[limit];
        int found = 0;
        sqlite3_exec(database, "BEGIN", NULL, NULL, NULL);
        sqlite3_bind_int64(list, 1, places[pages % starts]);
        sqlite3_bind_int(list, 2, limit);
        while (sqlite3_step(list) == SQLITE_ROW) ids[found++] = sqlite3_column_int64(list, 0);
        sqlite3_reset(list);
        for (int index = 0; index < found && index < limit - 1; index++) {
            sqlite3_bind_int64(card, 1, ids[index]);
            if (sqlite3_step(card) != SQLITE_ROW) return 1;
            for (int column = 0; column < 9; column++) {
                const unsigned char *text = sqlite3_column_text(card, column);
                bytes += text ? strlen((const char *)text) : 0;
            }
            sqlite3_reset(card);
            cards++;
        }
        sqlite3_exec(database, "COMMIT", NULL, NULL, NULL);
        double moment = now();
        taken[pages++] = (moment - last) * 1000;
        last = moment;
    }
    qsort(taken, pages, sizeof *taken, ascending);
    printf("%f %f %f %d %zu\n", pages / (last - begun), taken[pages / 2], taken[(int)(pages * 0.99)], cards, bytes);
    return 0;
}
