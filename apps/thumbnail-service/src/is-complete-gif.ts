/**
 * Whether a GIF goes on to its trailer. libvips decodes one that was cut short and leaves the rest of the picture
 * empty, so the blocks are followed here, without decoding any. Source: the GIF89a specification, appendix B.
 */
export function isCompleteGif(bytes: Uint8Array): boolean {
  const at = (index: number) => bytes[index] ?? 0;
  // Header and logical screen descriptor, then the global colour table.
  let position = 13 + colorTableSize(at(10));
  while (position < bytes.length) {
    const block = at(position);
    if (block === trailer) return true;
    if (block === extension) position += 2;
    // Image descriptor, local colour table, and the code size of the compressed pixels.
    else if (block === image) position += 10 + colorTableSize(at(position + 9)) + 1;
    else return false;
    while (at(position) > 0) position += 1 + at(position);
    position += 1;
  }
  return false;
}

const trailer = 0x3b;
const extension = 0x21;
const image = 0x2c;

/** In bytes, by the packed field of the descriptor before it. */
function colorTableSize(packed: number): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 0x07) + 1) : 0;
}
