"""RFC 6962, sections 2.1 to 2.1.2, to the letter: what the tree is held against."""

from hashlib import sha256


def root(data: list[bytes]) -> bytes:
    if len(data) < 2:
        return sha256(b"\x00" + data[0]).digest() if data else sha256(b"").digest()
    k = split(len(data))
    return sha256(b"\x01" + root(data[:k]) + root(data[k:])).digest()


def path(m: int, data: list[bytes]) -> list[bytes]:
    if len(data) == 1:
        return []
    k = split(len(data))
    return [*path(m, data[:k]), root(data[k:])] if m < k else [*path(m - k, data[k:]), root(data[:k])]


def proof(m: int, data: list[bytes]) -> list[bytes]:
    return subproof(m, data, True)


def subproof(m: int, data: list[bytes], known: bool) -> list[bytes]:
    if m == len(data):
        return [] if known else [root(data)]
    k = split(len(data))
    if m <= k:
        return [*subproof(m, data[:k], known), root(data[k:])]
    return [*subproof(m - k, data[k:], False), root(data[:k])]


def split(count: int) -> int:
    k = 1
    while 2 * k < count:
        k *= 2
    return k


DATA = [bytes.fromhex(data) for data in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
DATA += [bytes.fromhex("606162636465666768696a6b6c6d6e6f")]
"""The entries of the reference tree of the Certificate Transparency project."""

ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The roots of its first 1, 2, ... 8 entries."""

_A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
_B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
_C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
_D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
_E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
_F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
_G = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"

INCLUSION = [(0, 8, [_A, _B, _C]), (5, 8, [_D, _E, ROOTS[3]]), (2, 3, [ROOTS[1]]), (1, 5, [ROOTS[0], _B, _D])]
"""Its proofs that an entry is in the tree of that size."""

CONSISTENCY = [(1, 8, [_A, _B, _C]), (6, 8, [_F, _E, ROOTS[3]]), (2, 5, [_B, _D]), (6, 7, [_F, _G, ROOTS[3]])]
"""Its proofs that the tree of the second size goes on from that of the first."""
