"""JavaScript without a host: QuickJS as WebAssembly, whose only imports are a clock that stands and one output.

A script has no files, no network, no time and no chance: `Date.now()` is 0 and `Math.random()` the same in each
run. Its work is counted (fuel), so that a script which ends does so on every machine, and one which does not
is stopped at the same point. Its memory, its stack and its output are bounded.
"""

from __future__ import annotations

import hashlib
import os
import threading
from typing import TYPE_CHECKING, Any

from caption_qa_action.core.named_tuple import NamedTuple

if TYPE_CHECKING:
    import wasmtime

# The wheel that holds the interpreter, and the file in it.
_WHEEL, _FILE = "qjs-wasi-reactor.wasm", "qjs-wasi-reactor.wasm"
# Of version 0.17.0; another one has to be tried against hostile scripts first.
_SHA256 = "1a4e0bce82f2faed14f5e2620174e3daf33e161bad75ce955ceeaca1f7c82572"
# What is missing is named as it is installed.
EXTRA = "templates"

# Errors of WASI, by their numbers: a bad descriptor, what is not supported.
_BAD_DESCRIPTOR, _NOT_SUPPORTED = 8, 52
_STACK_BYTES = 2 * 1024 * 1024


class Limits(NamedTuple):
    """What a script may use; all of it our choice. `fuel` is used up by an endless loop in about a second.

    `seconds` ends what costs little fuel and much time: copying tens of megabytes is one instruction.
    """

    fuel: int = 3_000_000_000
    seconds: float = 10.0
    memory_bytes: int = 64 * 1024 * 1024
    output_characters: int = 4 * 1024 * 1024


class Outcome(NamedTuple):
    """What a script has printed, or why it was stopped: `time`, `memory`, `deep` or `stopped`."""

    output: str
    stopped: str = ""


class Missing(Exception):
    """The sandbox is not installed; the message names what is missing."""


def require() -> None:
    """Raise Missing where a script cannot be run."""
    try:
        import wasmtime  # noqa: F401
    except ImportError:
        raise Missing("wasmtime is not installed") from None
    _interpreter()


class Sandbox:
    """A compiled interpreter; each run has an instance of its own, one at a time. Raises Missing.

    Compiling takes seconds, so that the machine code can be kept in a file, which only this program may be
    able to write: whoever writes it decides what runs.
    """

    def __init__(self, cache_folder: str = "") -> None:
        require()
        import wasmtime

        config = wasmtime.Config()
        config.consume_fuel = True
        config.epoch_interruption = True
        config.max_wasm_stack = _STACK_BYTES
        # Address space for one instance, not for four gigabytes, which a limit of a worker refuses.
        config.memory_reservation = 0
        config.memory_reservation_for_growth = Limits().memory_bytes
        config.memory_guard_size = 0
        self._engine = wasmtime.Engine(config)
        self._module = self._compiled(cache_folder)

    def _compiled(self, cache_folder: str) -> wasmtime.Module:
        import wasmtime

        data = _interpreter()
        if not cache_folder:
            return wasmtime.Module(self._engine, data)
        from importlib.metadata import version

        name = f"{_SHA256[:16]}-wasmtime-{version('wasmtime')}.cwasm"
        path = os.path.join(cache_folder, name)
        if os.path.exists(path):
            try:
                return wasmtime.Module.deserialize_file(self._engine, path)
            except wasmtime.WasmtimeError:
                pass  # of another processor, or of other settings
        module = wasmtime.Module(self._engine, data)
        try:
            _keep(path, bytes(module.serialize()))
        except OSError:
            pass  # the next process compiles it once more
        return module

    def run(self, script: str, limits: Limits) -> Outcome:
        """What a script prints, whole or up to where it was stopped."""
        import wasmtime

        store = wasmtime.Store(self._engine)
        store.set_limits(memory_size=limits.memory_bytes)
        store.set_fuel(limits.fuel)
        store.set_epoch_deadline(1)
        clock = threading.Timer(limits.seconds, self._engine.increment_epoch)
        clock.start()
        # Every character may be escaped as six bytes.
        host = _Host(6 * limits.output_characters + 65_536)
        try:
            linker = wasmtime.Linker(self._engine)
            host.define(linker, store, self._module)
            instance = linker.instantiate(store, self._module)
            exports: Any = instance.exports(store)
            host.memory = exports["memory"]
            exports["_initialize"](store)
            arguments = ("qjs", "-e", script)
            table = self._write_arguments(store, exports, arguments)
            if table:
                exports["qjs_init_argv"](store, len(arguments), table)
                return Outcome(host.output())
            return Outcome("", "memory")
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            return Outcome(host.output(), host.reason(store, error, limits.memory_bytes))
        finally:
            clock.cancel()
            clock.join()
            store.close()

    @staticmethod
    def _write_arguments(store: Any, exports: Any, arguments: tuple[str, ...]) -> int:
        """The address of an argument vector in the memory of an instance; 0 where there is no room."""
        memory, malloc = exports["memory"], exports["malloc"]
        addresses = []
        for argument in arguments:
            data = argument.encode("utf-8", "surrogatepass") + b"\0"
            address: int = malloc(store, len(data))
            if not address:
                return 0
            memory.write(store, data, address)
            addresses.append(address)
        table: int = malloc(store, 4 * (len(addresses) + 1))
        if table:
            packed = b"".join(address.to_bytes(4, "little") for address in (*addresses, 0))
            memory.write(store, packed, table)
        return table


class _Host:
    """The imports of the interpreter. None of them reaches anything but the output."""

    def __init__(self, most_bytes: int) -> None:
        self.memory: Any = None
        self._most_bytes = most_bytes
        self._written = bytearray()

    def output(self) -> str:
        """What was written to standard output."""
        return self._written.decode("utf-8", "replace")

    def reason(self, store: Any, error: Exception, memory_bytes: int) -> str:
        """Why an instance was stopped."""
        import wasmtime

        code = error.trap_code if isinstance(error, wasmtime.Trap) else None
        if code in (wasmtime.TrapCode.OUT_OF_FUEL, wasmtime.TrapCode.INTERRUPT):
            return "time"
        if code is wasmtime.TrapCode.STACK_OVERFLOW:
            return "deep"
        # An interpreter that gets no more memory gives up in its own way.
        held = self.memory.data_len(store) if self.memory is not None else 0
        return "memory" if held > 0.9 * memory_bytes else "stopped"

    def define(self, linker: wasmtime.Linker, store: Any, module: wasmtime.Module) -> None:
        """Define each import that a module has."""
        for each in module.imports:
            call = getattr(self, f"_{each.name}", None) or (lambda *arguments: _NOT_SUPPORTED)
            kind: Any = each.type
            linker.define_func(each.module, str(each.name), kind, call, access_caller=True)

    def _environ_sizes_get(self, caller: Any, count: int, size: int) -> int:
        self.memory.write(caller, b"\0\0\0\0", count)
        self.memory.write(caller, b"\0\0\0\0", size)
        return 0

    def _environ_get(self, caller: Any, *arguments: int) -> int:
        return 0

    def _clock_time_get(self, caller: Any, clock: int, precision: int, result: int) -> int:
        self.memory.write(caller, bytes(8), result)
        return 0

    def _fd_prestat_get(self, caller: Any, *arguments: int) -> int:
        return _BAD_DESCRIPTOR

    def _fd_write(self, caller: Any, descriptor: int, vector: int, count: int, result: int) -> int:
        if descriptor not in (1, 2):
            return _BAD_DESCRIPTOR
        total = 0
        for number in range(min(count, 1024)):
            entry = bytes(self.memory.read(caller, vector + 8 * number, vector + 8 * number + 8))
            start, size = (int.from_bytes(entry[at : at + 4], "little") for at in (0, 4))
            if descriptor == 1 and len(self._written) + size <= self._most_bytes:
                self._written += self.memory.read(caller, start, start + size)
            total += size
        self.memory.write(caller, total.to_bytes(4, "little"), result)
        return 0

    def _proc_exit(self, caller: Any, code: int) -> None:
        raise RuntimeError("the interpreter has ended")


def _interpreter() -> bytes:
    """The bytes of the interpreter. Raises Missing where it is not there, or is another one."""
    from importlib.metadata import PackageNotFoundError, files

    try:
        found = next((each for each in files(_WHEEL) or () if each.name == _FILE), None)
        data = found.read_binary() if found is not None else b""
    except (PackageNotFoundError, OSError):
        data = b""
    if not data:
        raise Missing(f"{_WHEEL} is not installed")
    if hashlib.sha256(data).hexdigest() != _SHA256:
        raise Missing(f"{_WHEEL} is of another version than the one that was tried")
    return data


def _keep(path: str, data: bytes) -> None:
    """Write a file for its owner alone, whole. Raises OSError."""
    from caption_qa_action.atomic import rename

    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    temporary = f"{path}.{os.getpid()}.part"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        rename(temporary, path)
    except OSError:
        os.unlink(temporary)
        raise
