//! How is a snapshot recognised, and what shows that it is whole and for this program?

use std::sync::OnceLock;

use scxml_schema::builtins::{BUILTINS, is_supported};
use scxml_schema::{modules, names};

use super::RestoreError;
use crate::Program;

/// What a snapshot begins with.
const MAGIC: [u8; 8] = *b"\x89SCXML\r\n";

/// The version of the format. It changes with every change of what is written or of what it means.
pub(super) const VERSION: u32 = 5;

/// What follows the magic: version, length of the whole, and the numbers of the runtime and of the program.
const HEAD: usize = MAGIC.len() + 4 + 8 + 8 + 8;

/// A checksum ends the snapshot.
const CHECKSUM: usize = 8;

/// The snapshot that holds a body.
pub(super) fn sealed(program: &Program, body: &[u8]) -> Vec<u8> {
    let name = program.name.as_bytes();
    let length = HEAD + 4 + name.len() + body.len() + CHECKSUM;
    let mut bytes = Vec::with_capacity(length);
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    bytes.extend_from_slice(&(length as u64).to_le_bytes());
    bytes.extend_from_slice(&runtime().to_le_bytes());
    bytes.extend_from_slice(&program.fingerprint.to_le_bytes());
    bytes.extend_from_slice(&(name.len() as u32).to_le_bytes());
    bytes.extend_from_slice(name);
    bytes.extend_from_slice(body);
    let checksum = Fnv::default().add(&bytes).0;
    bytes.extend_from_slice(&checksum.to_le_bytes());
    bytes
}

/// The body of a snapshot of a session of this program.
pub(super) fn opened<'b>(
    program: &'static Program,
    bytes: &'b [u8],
) -> Result<&'b [u8], RestoreError> {
    let begins = bytes.len().min(MAGIC.len());
    if bytes[..begins] != MAGIC[..begins] {
        return Err(RestoreError::NotASnapshot);
    }
    let mut rest = &bytes[begins..];
    let version = u32::from_le_bytes(take(&mut rest)?);
    if version != VERSION {
        return Err(RestoreError::Version { found: version });
    }
    let length = u64::from_le_bytes(take(&mut rest)?);
    match length.cmp(&(bytes.len() as u64)) {
        std::cmp::Ordering::Greater => return Err(RestoreError::Truncated),
        std::cmp::Ordering::Less => return Err(RestoreError::Altered),
        std::cmp::Ordering::Equal => {}
    }
    let (sealed, checksum) = bytes.split_last_chunk().ok_or(RestoreError::Truncated)?;
    if Fnv::default().add(sealed).0 != u64::from_le_bytes(*checksum) {
        return Err(RestoreError::Altered);
    }
    if u64::from_le_bytes(take(&mut rest)?) != runtime() {
        return Err(RestoreError::Runtime);
    }
    let fingerprint = u64::from_le_bytes(take(&mut rest)?);
    let name_length = u32::from_le_bytes(take(&mut rest)?) as usize;
    let (name, rest) = rest.split_at_checked(name_length).ok_or(RestoreError::Altered)?;
    if fingerprint != program.fingerprint || name != program.name.as_bytes() {
        let found = String::from_utf8_lossy(name).into_owned();
        return Err(RestoreError::Program { found, expected: program.name });
    }
    let body = rest.len().checked_sub(CHECKSUM).ok_or(RestoreError::Altered)?;
    Ok(&rest[..body])
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], RestoreError> {
    let (bytes, behind) = rest.split_first_chunk().ok_or(RestoreError::Truncated)?;
    *rest = behind;
    Ok(*bytes)
}

/// A number for the tables that snapshots speak of: atoms, built-ins, functions of modules.
fn runtime() -> u64 {
    static NUMBER: OnceLock<u64> = OnceLock::new();
    *NUMBER.get_or_init(|| {
        let mut number = names::ATOMS.iter().fold(Fnv::default(), |fnv, atom| fnv.text(atom));
        for (place, builtin) in (0..).zip(BUILTINS) {
            number = number.text(builtin.name).add(&builtin.owner.to_le_bytes());
            number = number.add(&[is_supported(place).into()]);
        }
        modules::functions().fold(number, |fnv, function| fnv.text(function.path)).0
    })
}

/// FNV-1a with 64 bits: any one changed byte gives another number.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xCBF2_9CE4_8422_2325)
    }
}

impl Fnv {
    fn add(self, bytes: &[u8]) -> Self {
        let step = |fnv: u64, byte: &u8| (fnv ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        Fnv(bytes.iter().fold(self.0, step))
    }

    /// A text, and a byte that is in no text after it.
    fn text(self, text: &str) -> Self {
        self.add(text.as_bytes()).add(&[0xFF])
    }
}
