#include "CMemory.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
int cmemory_keep_pools(int count) { return mallopt(M_ARENA_MAX, count); }
#else
int cmemory_keep_pools(int count) {
    (void)count;
    return 0;
}
#endif
