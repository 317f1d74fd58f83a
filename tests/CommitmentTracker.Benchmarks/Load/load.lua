-- What wrk sends and counts. Arguments after --, each as name=value:
--   requests  a file of requests, sent in turn: an address a line, and for a POST its body after a tab; without it, wrk's own address
--   status    look at every answer, and count those with another status
--   body      a file with the body that every answer must have; counts those with another
-- Looking costs wrk time, so only the warm-up and the last look do; the rounds between count what wrk counts by itself.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

wrong, differing, first_wrong = 0, 0, 0

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

local function send(path)
  local requests, at = {}, 0
  for line in io.lines(path) do
    local address, body = line:match("^([^\t]*)\t?(.*)$")
    requests[#requests + 1] = body == "" and wrk.format("GET", address) or wrk.format("POST", address, nil, body)
  end
  request = function()
    at = at % #requests + 1
    return requests[at]
  end
end

local function look(status, expected)
  response = function(answered, _, body)
    if answered ~= status then
      wrong = wrong + 1
      first_wrong = first_wrong == 0 and answered or first_wrong
    elseif expected and body ~= expected then
      differing = differing + 1
    end
  end
end

function init(arguments)
  local given = {}
  for _, argument in ipairs(arguments) do
    local name, value = argument:match("^(%a+)=(.*)$")
    given[name] = value
  end
  if given.requests then send(given.requests) end
  if given.status then look(tonumber(given.status), given.body and read(given.body)) end
end

function done(summary, latency)
  local sum = { wrong = 0, differing = 0, first_wrong = 0 }
  for _, thread in ipairs(threads) do
    sum.wrong = sum.wrong + thread:get("wrong")
    sum.differing = sum.differing + thread:get("differing")
    sum.first_wrong = math.max(sum.first_wrong, thread:get("first_wrong"))
  end
  local errors = summary.errors
  io.write(string.format(
    '\nfigures {"requests":%d,"microseconds":%d,"bytes":%d,"p50":%d,"p99":%d,"refused":%d,"broken":%d,"wrong":%d,"firstWrong":%d,"differing":%d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, sum.wrong, sum.first_wrong, sum.differing))
end
