// A client of functions over fetch, as somebody gets it who changes nothing of orval's defaults.
export default {
  tracker: {
    input: "../../openapi.yaml",
    output: { target: "generated/orval.ts", client: "fetch", mode: "single" },
  },
};
