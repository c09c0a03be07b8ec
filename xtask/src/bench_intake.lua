-- wrk: a matter of somebody new, taken in at the counter; each under a new id, ID number and key. HEADERS holds lines of
-- `name: value` for whoever is signed in.
local n, run = 0, 0
math.randomseed(os.time())
run = math.random(0, 0xffff)
for line in (os.getenv("HEADERS") or ""):gmatch("[^\n]+") do
  local name, value = line:match("^([^:]+): (.*)$")
  wrk.headers[name] = value
end
wrk.headers["content-type"] = "application/json"

-- GB 11643 with a place that does not exist.
local weights = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 }
local function id_number(k)
  local day = math.floor(k / 1000)
  local body = string.format("990000%04d%02d%02d%03d", 1930 + math.floor(day / 336) % 70, math.floor(day / 28) % 12 + 1, day % 28 + 1, k % 1000)
  local sum = 0
  for i = 1, 17 do sum = sum + tonumber(body:sub(i, i)) * weights[i] end
  return body .. ("10X98765432"):sub(sum % 11 + 1, sum % 11 + 1)
end

request = function()
  n = n + 1
  -- In the order of time, as the phones make them.
  local id = string.format("0192f0c1-%04x-7%03x-9d1b-%04x%08x", math.floor(n / 4096), n % 4096, run, n)
  wrk.headers["idempotency-key"] = id
  -- Rounds of one run must not meet the same people.
  local who = id_number(run * 300 + n)
  return wrk.format("POST", nil, nil, string.format('{"id":"%s","item":"MZ-01","community":"hanyuan","source":"counter","person":{"is":"new","name":"演示人","id_number":"%s"},"consent":true}', id, who))
end
local bad = 0
response = function(status, headers, body) if status ~= 201 then bad = bad + 1; if bad == 1 then io.stderr:write("status ", status, " ", body, "\n") end end end
