-- wrk asks for the addresses of a file, one after the other; "once" ends it when the last of them was answered.
local ffi = require("ffi")
ffi.cdef "int kill(int pid, int signal); int getpid(void);"

local CLIENTS = 16
local requests, asked, once = {}, 0, false

function init(args)
   for line in io.lines(args[1]) do requests[#requests + 1] = wrk.format("GET", line) end
   once = args[2] == "once"
end

function request()
   if once and asked == #requests + CLIENTS then ffi.C.kill(ffi.C.getpid(), 2) end
   asked = asked + 1
   return requests[(asked - 1) % #requests + 1]
end
