-- wrk's script: asks the paths of a file one after another from a given line on, and prints what it measured as JSON.
-- Every request is formatted before the first is sent, so that asking costs nothing while it is measured.

local requests, place = {}, 0

function init(arguments)
   local skip = tonumber(arguments[2])
   local paths = {}
   for path in io.lines(arguments[1]) do
      paths[#paths + 1] = path
   end
   local headers = { ["Host"] = "localhost", ["Accept"] = "application/sparql-results+json" }
   for number = 1, #paths do
      requests[number] = wrk.format("GET", paths[(skip + number - 1) % #paths + 1], headers)
   end
end

function request()
   place = place % #requests + 1
   return requests[place]
end

function done(summary, latency)
   local failed = 0
   for _, count in pairs(summary.errors) do
      failed = failed + count
   end
   io.write(string.format('{"requests": %d, "seconds": %.6f, "failed": %d, "p50": %.6f, "p99": %.6f}\n',
      summary.requests, summary.duration / 1e6, failed,
      latency:percentile(50) / 1e6, latency:percentile(99) / 1e6))
end
