#include "version.h"

// Package.swift sets it: a value that only C can be told by the build.
#ifndef AFTERCALL_COMMIT
#define AFTERCALL_COMMIT ""
#endif

const char *aftercall_commit(void) { return AFTERCALL_COMMIT; }
