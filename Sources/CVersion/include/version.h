#pragma once

/// The commit this program was built from, shortened, with a plus where files had been changed; empty where it is not known.
const char *aftercall_commit(void);
