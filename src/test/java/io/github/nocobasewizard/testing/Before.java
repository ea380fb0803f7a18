package io.github.nocobasewizard.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;

/// Lets something happen right before a port of the program is used: somebody looks, or fills a disk.
public final class Before {
  private Before() {}

  /// What happens. What it throws comes out of the port.
  @FunctionalInterface
  public interface Deed {
    void happen() throws Exception;
  }

  /// The same port.
  ///
  /// @param method the name of the method that is watched
  public static <T> T each(Class<T> type, T port, String method, Deed deed) {
    return before(type, port, method::equals, deed);
  }

  /// The same, whatever is called.
  public static <T> T any(Class<T> type, T port, Deed deed) {
    return before(type, port, method -> true, deed);
  }

  private static <T> T before(Class<T> type, T port, Predicate<String> watched, Deed deed) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              if (watched.test(called.getName())) {
                deed.happen();
              }
              try {
                return called.isDefault()
                    ? InvocationHandler.invokeDefault(proxy, called, arguments)
                    : called.invoke(port, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
