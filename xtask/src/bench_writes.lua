-- wrk: a report of an error in a guide, each under a new id and key.
local n = 0
math.randomseed(os.time())
local run = math.random(0, 0xffff)
request = function()
  n = n + 1
  -- In the order of time, as the phones make them.
  local id = string.format("0192f0c1-%04x-7%03x-9d1b-%04x%08x", math.floor(n / 4096), n % 4096, run, n)
  wrk.headers["idempotency-key"] = id
  wrk.headers["content-type"] = "application/json"
  return wrk.format("POST", nil, nil, string.format('{"id":"%s","item_code":"SB-07","kind":"materials","text":"材料里少写了户口簿。"}', id))
end
local bad = 0
response = function(status) if status ~= 201 then bad = bad + 1; if bad == 1 then io.stderr:write("status ", status, "\n") end end end
