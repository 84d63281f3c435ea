-- wrk asks for the addresses of a file, one after the other; "once" ends it with the last of them.
local ffi = require("ffi")
ffi.cdef "int kill(int pid, int signal); int getpid(void);"

local requests, at, once = {}, 0, false

function init(args)
   for line in io.lines(args[1]) do requests[#requests + 1] = wrk.format("GET", line) end
   once = args[2] == "once"
end

function request()
   at = at + 1
   if at > #requests then
      at = 1
      if once then ffi.C.kill(ffi.C.getpid(), 2) end
   end
   return requests[at]
end
