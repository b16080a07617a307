/*
 * What the fast tier costs in C: the calls that a tick makes, on a library loaded at run time, and nothing else.
 *
 *   fast_tier LIBRARY [TICKS]    prints the CPU time of a tick in nanoseconds
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct { unsigned gpu, memory; } Utilization;
typedef struct { unsigned version; unsigned long long total, reserved, free, used; } Memory;
typedef struct {
    unsigned fieldId, scopeId;
    long long timestamp, latencyUsec;
    unsigned valueType;
    int nvmlReturn;
    union { double d; unsigned ui; unsigned long long ull; } value;
} FieldValue;

static int (*utilization_rates)(void *, Utilization *);
static int (*field_values)(void *, int, FieldValue *);
static int (*memory_info)(void *, Memory *);
static int (*power_usage)(void *, unsigned *);
static int (*throttle_reasons)(void *, unsigned long long *);

static void *look_up(void *library, const char *symbol) {
    void *found = dlsym(library, symbol);
    if (!found) {
        fprintf(stderr, "%s is missing\n", symbol);
        exit(1);
    }
    return found;
}

static double sum; /* used, so that no read is optimised away */

static void tick(void **devices, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        Utilization utilization = {0};
        FieldValue fields[2];
        memset(fields, 0, sizeof fields);
        fields[0].fieldId = 83;
        fields[1].fieldId = 186;
        Memory memory = {.version = 0x02000028};
        unsigned power = 0;
        unsigned long long reasons = 0;
        utilization_rates(devices[i], &utilization);
        field_values(devices[i], 2, fields);
        memory_info(devices[i], &memory);
        power_usage(devices[i], &power);
        throttle_reasons(devices[i], &reasons);
        sum += utilization.gpu + (double) fields[0].value.ull + (double) memory.used + power + (double) reasons;
    }
}

static long long cpu_nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

int main(int count, char **arguments) {
    if (count < 2) {
        fprintf(stderr, "usage: fast_tier LIBRARY [TICKS]\n");
        return 2;
    }
    void *library = dlopen(arguments[1], RTLD_NOW);
    if (!library) {
        fprintf(stderr, "%s\n", dlerror());
        return 1;
    }
    long ticks = count > 2 ? atol(arguments[2]) : 20000;
    utilization_rates = look_up(library, "nvmlDeviceGetUtilizationRates");
    field_values = look_up(library, "nvmlDeviceGetFieldValues");
    memory_info = look_up(library, "nvmlDeviceGetMemoryInfo_v2");
    power_usage = look_up(library, "nvmlDeviceGetPowerUsage");
    throttle_reasons = look_up(library, "nvmlDeviceGetCurrentClocksThrottleReasons");
    int (*init)(void) = look_up(library, "nvmlInit_v2");
    int (*device_count)(unsigned *) = look_up(library, "nvmlDeviceGetCount_v2");
    int (*handle)(unsigned, void **) = look_up(library, "nvmlDeviceGetHandleByIndex_v2");
    unsigned found = 0;
    void *devices[64];
    if (init() || device_count(&found)) return 1;
    for (unsigned i = 0; i < found; i++) handle(i, &devices[i]);
    for (long i = 0; i < ticks / 4; i++) tick(devices, found);
    long long start = cpu_nanos();
    for (long i = 0; i < ticks; i++) tick(devices, found);
    printf("%lld\n", (cpu_nanos() - start) / ticks);
    return sum < 0;
}
