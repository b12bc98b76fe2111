import { StringDecoder } from "node:string_decoder";

/** A listener for chunks that calls back with whole lines. */
export function lineReader(take: (line: string) => void): (chunk: Buffer) => void {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  return (chunk) => {
    const lines = (rest + decoder.write(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  };
}
