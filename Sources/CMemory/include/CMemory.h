#ifndef CMEMORY_H
#define CMEMORY_H

// How many pools of memory malloc keeps for threads that contend, at most; what was freed in one is of no use to the
// others. Returns whether the C library heeds it.
int cmemory_keep_pools(int count);

#endif
