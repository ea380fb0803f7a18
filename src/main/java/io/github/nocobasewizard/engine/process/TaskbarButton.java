package io.github.nocobasewizard.engine.process;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The program's button on the taskbar of Windows, by the COM object `ITaskbarList3`. It belongs to the
/// thread that uses it first.
///
/// Sources: `combaseapi.h`, `shobjidl_core.h` and `winuser.h` in the Windows API; the methods of a COM
/// object are found by their number, those of the interfaces it extends first.
final class TaskbarButton implements SystemTaskbar.Icon {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;

  private static final UUID TASKBAR_LIST = UUID.fromString("56FDF344-FD6D-11d0-958A-006097C9A090");
  private static final UUID TASKBAR_LIST_3 =
      UUID.fromString("EA1AFB91-9E28-4B86-90E9-9E9F8A5EEFAF");

  private static final int IN_THIS_PROCESS = 1;
  private static final int SINGLE_THREAD = 2;

  private static final int HR_INIT = 3;
  private static final int SET_PROGRESS_VALUE = 9;
  private static final int SET_PROGRESS_STATE = 10;
  private static final int METHODS = 21;

  private static final int NO_PROGRESS = 0;
  private static final int NORMAL = 2;

  /// `FLASHW_TRAY | FLASHW_TIMERNOFG`: the button alone, until the window comes to the front.
  private static final int UNTIL_LOOKED_AT = 2 | 12;

  private final String title;
  private @Nullable MemorySegment taskbar;
  private boolean shown;

  /// @param title of the program's window
  TaskbarButton(String title) {
    this.title = title;
  }

  @Override
  public void show(int percent) throws IOException {
    shown = true;
    MemorySegment window = window();
    state(window, NORMAL);
    MemorySegment list = taskbar();
    check(
        "SetProgressValue",
        method(list, SET_PROGRESS_VALUE, POINTER, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
        list,
        window,
        (long) percent,
        100L);
  }

  @Override
  public void attention() throws IOException {
    MemorySegment window = window();
    state(window, NO_PROGRESS);
    shown = false;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info =
          arena.allocate(
              MemoryLayout.structLayout(
                  INT,
                  MemoryLayout.paddingLayout(4),
                  POINTER,
                  INT,
                  INT,
                  INT,
                  MemoryLayout.paddingLayout(4)));
      info.set(INT, 0, (int) info.byteSize());
      info.set(POINTER, 8, window);
      info.set(INT, 16, UNTIL_LOOKED_AT);
      call(function(arena, "user32", "FlashWindowEx", INT, POINTER), info);
    }
  }

  @Override
  public void remove() throws IOException {
    if (shown) {
      state(window(), NO_PROGRESS);
      shown = false;
    }
  }

  private void state(MemorySegment window, int state) throws IOException {
    MemorySegment list = taskbar();
    check("SetProgressState", method(list, SET_PROGRESS_STATE, POINTER, INT), list, window, state);
  }

  // ---- the window

  /// Others may have a window of the same title: the one of this process.
  private MemorySegment window() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle find =
          function(arena, "user32", "FindWindowExW", POINTER, POINTER, POINTER, POINTER, POINTER);
      MethodHandle owner =
          function(arena, "user32", "GetWindowThreadProcessId", INT, POINTER, POINTER);
      MemorySegment name = arena.allocateFrom(title, StandardCharsets.UTF_16LE);
      MemorySegment process = arena.allocate(INT);
      MemorySegment none = MemorySegment.NULL;
      MemorySegment window = (MemorySegment) call(find, none, none, none, name);
      while (window.address() != 0) {
        call(owner, window, process);
        if (process.get(INT, 0) == (int) ProcessHandle.current().pid()) {
          return window;
        }
        window = (MemorySegment) call(find, none, window, none, name);
      }
    }
    throw new IOException("the window has not been found");
  }

  // ---- COM

  private MemorySegment taskbar() throws IOException {
    MemorySegment known = taskbar;
    return known == null ? makeTaskbar() : known;
  }

  private MemorySegment makeTaskbar() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      check(
          "CoInitializeEx",
          function(arena, "ole32", "CoInitializeEx", INT, POINTER, INT),
          MemorySegment.NULL,
          SINGLE_THREAD);
      MemorySegment made = arena.allocate(POINTER);
      check(
          "CoCreateInstance",
          function(
              arena, "ole32", "CoCreateInstance", INT, POINTER, POINTER, INT, POINTER, POINTER),
          guid(arena, TASKBAR_LIST),
          MemorySegment.NULL,
          IN_THIS_PROCESS,
          guid(arena, TASKBAR_LIST_3),
          made);
      MemorySegment list = made.get(POINTER, 0);
      check("HrInit", method(list, HR_INIT), list);
      taskbar = list;
      return list;
    }
  }

  /// The first three parts as numbers of this processor, the rest as bytes.
  private static MemorySegment guid(Arena arena, UUID id) {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt((int) (id.getMostSignificantBits() >> 32));
    bytes.putShort((short) (id.getMostSignificantBits() >> 16));
    bytes.putShort((short) id.getMostSignificantBits());
    bytes.order(ByteOrder.BIG_ENDIAN).putLong(id.getLeastSignificantBits());
    return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes.array());
  }

  /// A method of an object, whose first pointer leads to the table of its methods.
  private static MethodHandle method(MemorySegment object, int number, MemoryLayout... parameters) {
    MemorySegment table =
        object
            .reinterpret(POINTER.byteSize())
            .get(POINTER, 0)
            .reinterpret(POINTER.byteSize() * METHODS);
    FunctionDescriptor type = FunctionDescriptor.of(INT, POINTER).appendArgumentLayouts(parameters);
    return Linker.nativeLinker().downcallHandle(table.getAtIndex(POINTER, number), type);
  }

  private static MethodHandle function(
      Arena arena, String library, String name, MemoryLayout result, MemoryLayout... parameters) {
    return Linker.nativeLinker()
        .downcallHandle(
            SymbolLookup.libraryLookup(library, arena).findOrThrow(name),
            FunctionDescriptor.of(result, parameters));
  }

  /// @throws IOException if the result (`HRESULT`) says that it failed
  private static void check(String what, MethodHandle function, Object... arguments)
      throws IOException {
    int result = (int) call(function, arguments);
    if (result < 0) {
      throw new IOException("%s: 0x%08X".formatted(what, result));
    }
  }

  private static Object call(MethodHandle function, Object... arguments) throws IOException {
    try {
      return function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IOException(e);
    }
  }
}
