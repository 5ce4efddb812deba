/**
 * The messages of gateway.proto and airspace.proto, read through their descriptors: the build
 * writes both protos' descriptor set, so there is no generated JavaScript to keep in step.
 */
import { create, createFileRegistry, fromBinary, fromJsonString, toBinary, toJsonString } from '/lib/protobuf/index.js';
import { FileDescriptorSetSchema } from '/lib/protobuf/wkt/gen/google/protobuf/descriptor_pb.js';

export async function loadWire() {
  const response = await fetch('/proto/vigil.binpb');
  if (!response.ok) throw new Error(`/proto/vigil.binpb: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return new Wire(createFileRegistry(fromBinary(FileDescriptorSetSchema, bytes)));
}

class Wire {
  constructor(registry) {
    const message = (name) => {
      const schema = registry.getMessage(name);
      if (schema === undefined) throw new Error(`no message ${name}`);
      return schema;
    };
    this.client = message('vigil.gateway.ClientMessage');
    this.server = message('vigil.gateway.ServerMessage');
    this.frame = message('vigil.airspace.Frame');
    this.keyframe = message('vigil.airspace.Keyframe');
    this.command = message('vigil.airspace.Command');
    this.result = message('vigil.airspace.Result');
    this.question = message('vigil.airspace.PictureQuery');
    this.reasons = registry.getEnum('vigil.airspace.Reason');
  }

  /** The bytes of a ClientMessage, given as the name of its one field and that field's content. */
  clientMessage(name, value) {
    return toBinary(this.client, create(this.client, { message: { case: name, value } }));
  }

  /** @returns {case, value} */
  serverMessage(bytes) {
    return fromBinary(this.server, bytes).message;
  }

  encodeCommand(name, value) {
    return toBinary(this.command, create(this.command, { command: { case: name, value } }));
  }

  /** A command for people to read and change: protobuf's JSON form. */
  textOf(command) {
    return toJsonString(this.command, fromBinary(this.command, command), { prettySpaces: 2 });
  }

  /** The bytes of such a text; throws where it is none. */
  commandOf(text) {
    return toBinary(this.command, fromJsonString(this.command, text));
  }

  encodeQuestion(wanted, value) {
    return toBinary(this.question, create(this.question, { wanted: { case: wanted, value } }));
  }

  readFrame(bytes) {
    return fromBinary(this.frame, bytes);
  }

  readKeyframe(bytes) {
    return fromBinary(this.keyframe, bytes);
  }

  /** @returns {accepted} or {rejected: {reason, text, field}} with the reason as its name */
  readResult(bytes) {
    const { outcome } = fromBinary(this.result, bytes);
    if (outcome.case !== 'rejected') return { accepted: outcome.value };
    const name = this.reasons.value[outcome.value.reason]?.name ?? 'REASON_UNSPECIFIED';
    return { rejected: { ...outcome.value, reason: name } };
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function hex(bytes) {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}
