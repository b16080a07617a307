/*
 * A library that looks like NVIDIA's from outside: the same exported names, argument types and structure layouts, so
 * that the native mapping is tested as it will run. What it answers follows from a GPU's index, and from a text file
 * beside it, <library>.conf, read when it is initialised:
 *
 *   gpus 8                                  how many there are (default 2, at most 8)
 *   return nvmlDeviceGetPowerUsage 4        a function answers with this code ...
 *   return nvmlDeviceGetPowerUsage#1 15     ... for one GPU only
 *   hang nvmlDeviceGetPowerUsage 60000      a function takes this many milliseconds
 *   process 0 1234 1073741824 40 [4]        GPU, pid, bytes (-1: unknown), percent of the GPU, place of its MIG instance
 *   account 0 1234 2147483648               GPU, pid, bytes at most (-1: unknown): accounting is on there
 *   mig 0 2                                 GPU, place: a MIG instance stands there (places have gaps)
 *   xid 0 31                                an XID error that waits to be heard
 *   garbage                                 memory 2^64-1, utilisation 37100 %
 *
 * A real query asks the driver by ioctl; so every query here makes one ioctl, on /dev/null.
 *
 * Older libraries: -DLACKS_MEMORY_V2, -DLACKS_POWER (a symbol of every tick), -DLACKS_ACCOUNTING, -DPROCESSES=2 or =1
 * (the newest process list that is exported), -DEARLY_535 (drivers 535.43 to 535.86: a third process list with a longer
 * record).
 *
 * Layouts and numbers are those of the public nvml.h.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#ifndef PROCESSES
#define PROCESSES 3
#endif

enum { OK = 0, UNINITIALIZED = 1, INVALID_ARGUMENT = 2, NOT_SUPPORTED = 3, NOT_FOUND = 6, INSUFFICIENT_SIZE = 7,
       TIMEOUT = 10, VERSION_MISMATCH = 25 };
enum { MAX_GPUS = 8, MAX_MIG = 7, MAX_RULES = 32, MAX_LIST = 64, NAME = 96 };

typedef struct { int gpu, place, is_mig, exists; } Device;
typedef struct { char function[NAME]; int gpu, code, hang_ms; } Rule;
typedef struct { int gpu; unsigned pid; unsigned long long bytes; unsigned percent; int place; } Process;

static int initialized, gpu_count, garbage, driver = -1;
static Device gpus[MAX_GPUS], migs[MAX_GPUS][MAX_MIG];
static Rule rules[MAX_RULES];
static int rule_count;
static Process processes[MAX_LIST];
static int process_count;
static Process accounts[MAX_LIST];
static int account_count;
static int xid_gpu[MAX_LIST], xid_code[MAX_LIST], xid_count, xid_next;

static void add_rule(const char *function, int code, int hang_ms) {
    Rule *rule = &rules[rule_count++ % MAX_RULES];
    const char *hash = strchr(function, '#');
    snprintf(rule->function, NAME, "%.*s", (int) (hash ? hash - function : (long) strlen(function)), function);
    rule->gpu = hash ? atoi(hash + 1) : -1;
    rule->code = code;
    rule->hang_ms = hang_ms;
}

static void read_line(const char *line) {
    char name[NAME];
    long long bytes;
    int a, b, percent, place = -1;
    unsigned pid;
    if (sscanf(line, "gpus %d", &a) == 1) gpu_count = a < MAX_GPUS ? a : MAX_GPUS;
    if (sscanf(line, "return %95s %d", name, &a) == 2) add_rule(name, a, 0);
    if (sscanf(line, "hang %95s %d", name, &a) == 2) add_rule(name, 0, a);
    if (sscanf(line, "process %d %u %lld %d %d", &a, &pid, &bytes, &percent, &place) >= 4 && process_count < MAX_LIST)
        processes[process_count++] = (Process) {a, pid, (unsigned long long) bytes, (unsigned) percent, place};
    if (sscanf(line, "account %d %u %lld", &a, &pid, &bytes) == 3 && account_count < MAX_LIST)
        accounts[account_count++] = (Process) {a, pid, (unsigned long long) bytes, 0, -1};
    if (sscanf(line, "mig %d %d", &a, &b) == 2) migs[a][b] = (Device) {a, b, 1, 1};
    if (sscanf(line, "xid %d %d", &a, &b) == 2 && xid_count < MAX_LIST) {
        xid_gpu[xid_count] = a;
        xid_code[xid_count++] = b;
    }
    if (strncmp(line, "garbage", 7) == 0) garbage = 1;
}

static void read_conf(void) {
    Dl_info self;
    char path[4096], line[256];
    gpu_count = 2;
    rule_count = process_count = account_count = xid_count = xid_next = garbage = 0;
    memset(migs, 0, sizeof migs);
    for (int i = 0; i < MAX_GPUS; i++) gpus[i] = (Device) {i, 0, 0, 1};
    if (!dladdr((void *) read_conf, &self)) return;
    snprintf(path, sizeof path, "%s.conf", self.dli_fname);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) read_line(line);
    if (file) fclose(file);
}

static int follow_rules(const char *function, const Device *device) {
    for (int i = 0; i < rule_count; i++) {
        Rule *rule = &rules[i];
        if (strcmp(rule->function, function) || (rule->gpu >= 0 && (!device || device->gpu != rule->gpu))) continue;
        if (rule->hang_ms) nanosleep(&(struct timespec) {rule->hang_ms / 1000, rule->hang_ms % 1000 * 1000000L}, NULL);
        if (rule->code) return rule->code;
    }
    return OK;
}

static int enter(const char *function, const Device *device, int of_device) {
    if (!initialized) return UNINITIALIZED;
    if (of_device && (!device || !device->exists)) return INVALID_ARGUMENT;
    ioctl(driver, 0x4e, 0); /* /dev/null refuses it, but the way into the kernel is walked */
    return rule_count ? follow_rules(function, device) : OK;
}

#define ENTER(device) do { int code = enter(__func__, device, 1); if (code) return code; } while (0)
#define ENTER_GPU(device) do { ENTER(device); if ((device)->is_mig) return NOT_SUPPORTED; } while (0)
#define ENTER_SYSTEM() do { int code = enter(__func__, NULL, 0); if (code) return code; } while (0)

/* a function that gives one unsigned number of a whole GPU, by its index i */
#define NUMBER(function, type, value) \
    int function(Device *device, type *out) { ENTER_GPU(device); unsigned i = (unsigned) device->gpu; (void) i; *out = (value); return OK; }

static int text(char *out, unsigned length, const char *format, int number) {
    char whole[NAME];
    int needed = snprintf(whole, sizeof whole, format, number);
    if ((unsigned) needed >= length) return INSUFFICIENT_SIZE;
    memcpy(out, whole, (size_t) needed + 1);
    return OK;
}

/* ---- start and end ---- */

int nvmlInit_v2(void) {
    read_conf();
    int code = follow_rules("nvmlInit_v2", NULL);
    if (code) return code;
    if (driver < 0) driver = open("/dev/null", O_RDWR | O_CLOEXEC);
    initialized++;
    return OK;
}

int nvmlInitWithFlags(unsigned flags) { (void) flags; return nvmlInit_v2(); }

int nvmlShutdown(void) {
    if (!initialized) return UNINITIALIZED;
    initialized--;
    return OK;
}

const char *nvmlErrorString(int code) { (void) code; return "an error of the fake"; }

int nvmlSystemGetDriverVersion(char *out, unsigned length) { ENTER_SYSTEM(); return text(out, length, "999.%02d", 1); }
int nvmlSystemGetCudaDriverVersion(int *out) { ENTER_SYSTEM(); *out = 12080; return OK; }
int nvmlSystemGetProcessName(unsigned pid, char *out, unsigned length) {
    ENTER_SYSTEM();
    return text(out, length, "/usr/bin/program-%d", (int) pid);
}

int nvmlDeviceGetCount_v2(unsigned *out) { ENTER_SYSTEM(); *out = (unsigned) gpu_count; return OK; }
int nvmlDeviceGetHandleByIndex_v2(unsigned index, Device **out) {
    int code = enter(__func__, index < MAX_GPUS ? &gpus[index] : NULL, 0);
    if (code) return code;
    if (index >= (unsigned) gpu_count) return INVALID_ARGUMENT;
    *out = &gpus[index];
    return OK;
}

/* ---- what a device is ---- */

int nvmlDeviceGetUUID(Device *device, char *out, unsigned length) {
    ENTER(device);
    return device->is_mig
            ? text(out, length, "MIG-fa4e0000-0000-0000-0000-%012d", device->gpu * 10 + device->place)
            : text(out, length, "GPU-fa4e0000-0000-0000-0000-%012d", device->gpu);
}

int nvmlDeviceGetName(Device *device, char *out, unsigned length) {
    ENTER(device);
    return text(out, length, "Fake GPU %d", device->gpu);
}

typedef struct {
    char busIdLegacy[16];
    unsigned domain, bus, device, pciDeviceId, pciSubSystemId;
    char busId[32];
} PciInfo;

int nvmlDeviceGetPciInfo_v3(Device *device, PciInfo *out) {
    ENTER_GPU(device);
    memset(out, 0, sizeof *out);
    out->bus = 0x10u + (unsigned) device->gpu;
    out->pciDeviceId = 0x233010de;
    text(out->busIdLegacy, sizeof out->busIdLegacy, "0000:%02X:00.0", (int) out->bus);
    return text(out->busId, sizeof out->busId, "00000000:%02X:00.0", (int) out->bus);
}

int nvmlDeviceGetCudaComputeCapability(Device *device, int *major, int *minor) {
    ENTER(device);
    *major = 8;
    *minor = 9;
    return OK;
}

NUMBER(nvmlDeviceGetArchitecture, unsigned, 8)

/* ---- every tick ---- */

typedef struct { unsigned gpu, memory; } Utilization;
int nvmlDeviceGetUtilizationRates(Device *device, Utilization *out) {
    ENTER_GPU(device);
    *out = garbage ? (Utilization) {37100, 101} : (Utilization) {50u + (unsigned) device->gpu, 20u + (unsigned) device->gpu};
    return OK;
}

static unsigned long long used(const Device *device) {
    return garbage ? ~0ull : ((unsigned long long) (device->gpu + 1) << 30) + (unsigned long long) device->is_mig;
}

typedef struct { unsigned long long total, free, used; } MemoryV1;
int nvmlDeviceGetMemoryInfo(Device *device, MemoryV1 *out) {
    ENTER(device);
    unsigned long long total = 80ull << 30, reserved = 600ull << 20;
    *out = (MemoryV1) {total, total - reserved - used(device), used(device) + reserved};
    return OK;
}

#ifndef LACKS_MEMORY_V2
typedef struct { unsigned version; unsigned long long total, reserved, free, used; } MemoryV2;
_Static_assert(sizeof(MemoryV2) == 40, "nvmlMemory_v2_t");
int nvmlDeviceGetMemoryInfo_v2(Device *device, MemoryV2 *out) {
    ENTER(device);
    if (out->version != 0x02000028) return VERSION_MISMATCH;
    unsigned long long total = 80ull << 30, reserved = 600ull << 20;
    *out = (MemoryV2) {out->version, total, reserved, total - reserved - used(device), used(device)};
    return OK;
}
#endif

#ifndef LACKS_POWER
NUMBER(nvmlDeviceGetPowerUsage, unsigned, 301234 + i)
#endif
NUMBER(nvmlDeviceGetCurrentClocksThrottleReasons, unsigned long long, 0x4ull + (i == 1 ? 0x40 : 0))
NUMBER(nvmlDeviceGetCurrentClocksEventReasons, unsigned long long, 0x4ull + (i == 1 ? 0x40 : 0))

typedef struct {
    unsigned fieldId, scopeId;
    long long timestamp, latencyUsec;
    unsigned valueType;
    int nvmlReturn;
    union { double d; unsigned ui; unsigned long ul; unsigned long long ull; long long sll; int si; unsigned short us; } value;
} FieldValue;
_Static_assert(sizeof(FieldValue) == 40, "nvmlFieldValue_t");

static void field(FieldValue *out, unsigned i) {
    out->nvmlReturn = OK;
    switch (out->fieldId) {
        case 82: out->valueType = 1; out->value.ui = 70 + i; return;
        case 83: out->valueType = 3; out->value.ull = 5000000123456ull + i; return;
        case 185: out->valueType = 1; out->value.ui = 300000 + i; return;
        case 186: out->valueType = 1; out->value.ui = 302000 + i; return;
        case 74: out->valueType = 3; out->value.ull = 12000000000ull + i; return;
        case 76: out->valueType = 3; out->value.ull = 56000000000ull + i; return;
        case 270: out->valueType = 3; out->value.ull = 78000000000ull + i; return;
        case 271: out->valueType = 3; out->value.ull = 90000000000ull + i; return;
        case 269: out->valueType = 3; out->value.ull = 34000000000ull + i; return;
        default: out->nvmlReturn = NOT_SUPPORTED;
    }
}

int nvmlDeviceGetFieldValues(Device *device, int count, FieldValue *values) {
    ENTER_GPU(device);
    for (int f = 0; f < count; f++) field(&values[f], (unsigned) device->gpu);
    return OK;
}

/* ---- performance counters: two looks, and what happened between them ---- */

typedef struct { int gpu, look; } Look;
typedef struct { unsigned metricId; int nvmlReturn; double value; struct { char *shortName, *longName, *unit; } metricInfo; } GpmMetric;
typedef struct { unsigned version, numMetrics; Look *sample1, *sample2; GpmMetric metrics[98]; } GpmMetricsGet;
typedef struct { unsigned version, isSupportedDevice; } GpmSupport;
_Static_assert(sizeof(GpmMetric) == 40 && offsetof(GpmMetricsGet, metrics) == 24, "nvmlGpmMetricsGet_t");

static int looks, look_places;

/* not of NVIDIA's: how many places of looks have not been given back */
int fake_look_places(void) { return look_places; }

int nvmlGpmQueryDeviceSupport(Device *device, GpmSupport *support) {
    ENTER_GPU(device);
    if (support->version != 1) return VERSION_MISMATCH;
    support->isSupportedDevice = 1;
    return OK;
}

int nvmlGpmSampleAlloc(Look **out) {
    ENTER_SYSTEM();
    *out = calloc(1, sizeof **out);
    look_places++;
    return OK;
}

int nvmlGpmSampleFree(Look *look) {
    ENTER_SYSTEM();
    free(look);
    look_places--;
    return OK;
}

int nvmlGpmSampleGet(Device *device, Look *look) {
    ENTER_GPU(device);
    *look = (Look) {device->gpu, ++looks};
    return OK;
}

int nvmlGpmMetricsGet(GpmMetricsGet *request) {
    ENTER_SYSTEM();
    if (request->version != 1) return VERSION_MISMATCH;
    if (!request->sample1->look || request->sample1->look >= request->sample2->look
            || request->sample1->gpu != request->sample2->gpu) return INVALID_ARGUMENT;
    for (unsigned m = 0; m < request->numMetrics; m++) {
        GpmMetric *metric = &request->metrics[m];
        metric->nvmlReturn = OK;
        switch (metric->metricId) {
            case 2: metric->value = garbage ? 37100 : 88 + request->sample2->gpu; break;
            case 3: metric->value = 30.5; break;
            case 5: metric->value = 41.25; break;
            case 10: metric->value = 50; break;
            default: metric->nvmlReturn = NOT_SUPPORTED;
        }
    }
    return OK;
}

/* ---- now and then, and once ---- */

NUMBER(nvmlDeviceGetTotalEnergyConsumption, unsigned long long, 5000000123456ull + i)
NUMBER(nvmlDeviceGetFanSpeed, unsigned, 30 + i)
NUMBER(nvmlDeviceGetPerformanceState, unsigned, i)
NUMBER(nvmlDeviceGetEnforcedPowerLimit, unsigned, 650000 + i)
NUMBER(nvmlDeviceGetPowerManagementLimit, unsigned, 660000 + i)
NUMBER(nvmlDeviceGetPowerManagementDefaultLimit, unsigned, 700000 + i)
NUMBER(nvmlDeviceGetCurrPcieLinkGeneration, unsigned, 4)
NUMBER(nvmlDeviceGetMaxPcieLinkGeneration, unsigned, 5)
NUMBER(nvmlDeviceGetCurrPcieLinkWidth, unsigned, 8)
NUMBER(nvmlDeviceGetMaxPcieLinkWidth, unsigned, 16)
NUMBER(nvmlDeviceGetPcieReplayCounter, unsigned, 3 + i)
NUMBER(nvmlDeviceGetMemoryBusWidth, unsigned, 5120)

/* a function that gives one unsigned number of a whole GPU for a kind k */
#define NUMBER_OF(function, value) \
    int function(Device *device, unsigned k, unsigned *out) { ENTER_GPU(device); unsigned i = (unsigned) device->gpu; *out = (value); return OK; }

NUMBER_OF(nvmlDeviceGetTemperature, 60 + i + 0 * k)
NUMBER_OF(nvmlDeviceGetTemperatureThreshold, 80 + 3 * k + 0 * i)
NUMBER_OF(nvmlDeviceGetClockInfo, 1000 + 100 * k + i)
NUMBER_OF(nvmlDeviceGetMaxClockInfo, 2000 + 100 * k + i)
NUMBER_OF(nvmlDeviceGetPcieThroughput, 100000 + 1000 * k + i)

int nvmlDeviceGetPowerManagementLimitConstraints(Device *device, unsigned *minimum, unsigned *maximum) {
    ENTER_GPU(device);
    *minimum = 200000;
    *maximum = 701000;
    return OK;
}

int nvmlDeviceGetEncoderUtilization(Device *device, unsigned *utilization, unsigned *period) {
    ENTER_GPU(device);
    *utilization = 7;
    *period = 167000;
    return OK;
}

int nvmlDeviceGetDecoderUtilization(Device *device, unsigned *utilization, unsigned *period) {
    ENTER_GPU(device);
    *utilization = 9;
    *period = 167000;
    return OK;
}

int nvmlDeviceGetTotalEccErrors(Device *device, unsigned type, unsigned counter, unsigned long long *out) {
    ENTER_GPU(device);
    *out = 10 * type + 100 * counter + (unsigned) device->gpu;
    return OK;
}

int nvmlDeviceGetRemappedRows(Device *device, unsigned *correctable, unsigned *uncorrectable, unsigned *pending, unsigned *failed) {
    ENTER_GPU(device);
    *correctable = 5;
    *uncorrectable = 6;
    *pending = 1;
    *failed = 0;
    return OK;
}

/* ---- processes ---- */

typedef struct { unsigned pid; unsigned long long usedGpuMemory; } ProcessV1;
typedef struct { unsigned pid; unsigned long long usedGpuMemory; unsigned gpuInstanceId, computeInstanceId; } ProcessV2;
typedef struct { ProcessV2 known; unsigned long long usedGpuCcProtectedMemory; } ProcessEarlyV3;
_Static_assert(sizeof(ProcessV1) == 16 && sizeof(ProcessV2) == 24 && sizeof(ProcessEarlyV3) == 32, "nvmlProcessInfo_t");

static int list(const char *function, Device *device, unsigned *count, char *out, size_t size) {
    int code = enter(function, device, 1);
    if (code) return code;
    unsigned found = 0, room = out ? *count : 0;
    for (int p = 0; p < process_count; p++) {
        if (processes[p].gpu != device->gpu) continue;
        if (device->is_mig && processes[p].place != device->place) continue; // a GPU tells those of its instances, too
        if (found++ >= room) continue;
        ProcessEarlyV3 whole = {{processes[p].pid, processes[p].bytes, ~0u, ~0u}, 0xabcdef};
        memcpy(out + (found - 1) * size, &whole, size);
    }
    *count = found;
    return found > room ? INSUFFICIENT_SIZE : OK;
}

#define LIST(function, type) \
    int function(Device *device, unsigned *count, type *out) { return list(__func__, device, count, (char *) out, sizeof(type)); }
#define NO_LIST(function, type) \
    int function(Device *device, unsigned *count, type *out) { ENTER(device); (void) out; *count = 0; return OK; }

LIST(nvmlDeviceGetComputeRunningProcesses, ProcessV1)
NO_LIST(nvmlDeviceGetGraphicsRunningProcesses, ProcessV1)
#if PROCESSES >= 2
LIST(nvmlDeviceGetComputeRunningProcesses_v2, ProcessV2)
NO_LIST(nvmlDeviceGetGraphicsRunningProcesses_v2, ProcessV2)
#endif
#if PROCESSES >= 3
int nvmlDeviceGetConfComputeMemSizeInfo(Device *device, void *out) { ENTER(device); (void) out; return NOT_SUPPORTED; }
#ifdef EARLY_535
LIST(nvmlDeviceGetComputeRunningProcesses_v3, ProcessEarlyV3)
NO_LIST(nvmlDeviceGetGraphicsRunningProcesses_v3, ProcessEarlyV3)
#else
LIST(nvmlDeviceGetComputeRunningProcesses_v3, ProcessV2)
NO_LIST(nvmlDeviceGetGraphicsRunningProcesses_v3, ProcessV2)
int nvmlDeviceGetRunningProcessDetailList(Device *device, void *out) { ENTER(device); (void) out; return NOT_SUPPORTED; }
#endif
#endif

typedef struct { unsigned pid; unsigned long long timeStamp; unsigned smUtil, memUtil, encUtil, decUtil; } ProcessSample;
_Static_assert(sizeof(ProcessSample) == 32, "nvmlProcessUtilizationSample_t");

int nvmlDeviceGetProcessUtilization(Device *device, ProcessSample *out, unsigned *count, unsigned long long lastSeen) {
    ENTER_GPU(device);
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    unsigned long long micros = (unsigned long long) now.tv_sec * 1000000 + (unsigned long long) now.tv_nsec / 1000;
    unsigned found = 0, room = out ? *count : 0;
    for (int p = 0; p < process_count && micros > lastSeen; p++) {
        if (processes[p].gpu != device->gpu || processes[p].percent == 0) continue;
        if (found++ < room) out[found - 1] = (ProcessSample) {processes[p].pid, micros, processes[p].percent, 1, 2, 3};
    }
    *count = found;
    return found == 0 ? NOT_FOUND : found > room ? INSUFFICIENT_SIZE : OK;
}

#ifndef LACKS_ACCOUNTING
typedef struct {
    unsigned gpuUtilization, memoryUtilization;
    unsigned long long maxMemoryUsage, time, startTime;
    unsigned isRunning, reserved[5];
} AccountingStats;
_Static_assert(sizeof(AccountingStats) == 56, "nvmlAccountingStats_t");

static int accounting(const Device *device) {
    int on = 0;
    for (int a = 0; a < account_count; a++) on |= accounts[a].gpu == device->gpu;
    return on;
}

NUMBER(nvmlDeviceGetAccountingMode, unsigned, (unsigned) accounting(device))

int nvmlDeviceGetAccountingStats(Device *device, unsigned pid, AccountingStats *out) {
    ENTER_GPU(device);
    if (!accounting(device)) return NOT_SUPPORTED;
    for (int a = 0; a < account_count; a++) {
        if (accounts[a].gpu != device->gpu || accounts[a].pid != pid) continue;
        *out = (AccountingStats) {41, 42, accounts[a].bytes, 0, 1700000000000000ull, 1, {0}};
        return OK;
    }
    return NOT_FOUND;
}
#endif

/* ---- MIG ---- */

int nvmlDeviceGetMigMode(Device *device, unsigned *current, unsigned *pending) {
    ENTER_GPU(device);
    *current = 0;
    for (int place = 0; place < MAX_MIG; place++) *current |= (unsigned) migs[device->gpu][place].exists;
    *pending = *current;
    return OK;
}

NUMBER(nvmlDeviceGetMaxMigDeviceCount, unsigned, MAX_MIG)

int nvmlDeviceGetMigDeviceHandleByIndex(Device *device, unsigned place, Device **out) {
    ENTER_GPU(device);
    if (place >= MAX_MIG) return INVALID_ARGUMENT;
    if (!migs[device->gpu][place].exists) return NOT_FOUND;
    *out = &migs[device->gpu][place];
    return OK;
}

int nvmlDeviceGetGpuInstanceId(Device *device, unsigned *out) {
    ENTER(device);
    *out = 7 + (unsigned) device->place;
    return OK;
}

int nvmlDeviceGetComputeInstanceId(Device *device, unsigned *out) {
    ENTER(device);
    *out = 0;
    return OK;
}

/* ---- events ---- */

typedef struct {
    Device *device;
    unsigned long long eventType, eventData;
    unsigned gpuInstanceId, computeInstanceId;
} EventData;
_Static_assert(sizeof(EventData) == 32, "nvmlEventData_t");

int nvmlEventSetCreate(void **set) { ENTER_SYSTEM(); *set = malloc(1); return OK; }
int nvmlEventSetFree(void *set) { free(set); return OK; }
int nvmlDeviceRegisterEvents(Device *device, unsigned long long types, void *set) {
    ENTER_GPU(device);
    return types == 8 && set ? OK : INVALID_ARGUMENT;
}

int nvmlEventSetWait_v2(void *set, EventData *out, unsigned timeout_ms) {
    ENTER_SYSTEM();
    (void) set;
    (void) timeout_ms;
    if (xid_next == xid_count) return TIMEOUT;
    *out = (EventData) {&gpus[xid_gpu[xid_next]], 8, (unsigned long long) xid_code[xid_next], ~0u, ~0u};
    xid_next++;
    return OK;
}
