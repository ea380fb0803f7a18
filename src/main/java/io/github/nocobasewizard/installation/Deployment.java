package io.github.nocobasewizard.installation;

import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The containers that an installation has at one moment.
///
/// @param all every container of the project, by service
public record Deployment(Map<String, Container> all, List<String> appServices) {

  /// @throws EngineException if the engine does not answer
  public static Deployment of(ContainerEngine engine, Installation installation)
      throws EngineException {
    Map<String, Container> all = new LinkedHashMap<>();
    for (Container container : engine.containers()) {
      if (installation.name().equals(container.labels().get(Container.PROJECT))
          && !"True".equalsIgnoreCase(container.labels().get(Container.ONE_OFF))) {
        String service = container.label(Container.SERVICE).orElse(container.name());
        // A running one wins over leftovers of the same service.
        all.merge(service, container, (a, b) -> b.running() ? b : a);
      }
    }
    return new Deployment(all, installation.serviceNames());
  }

  /// Containers of the NocoBase services, in the installation's order.
  public List<Container> apps() {
    return appServices.stream()
        .flatMap(name -> Optional.ofNullable(all.get(name)).stream())
        .toList();
  }

  /// The container of the service that people open.
  public Optional<Container> main() {
    return appServices.stream().findFirst().map(all::get);
  }

  /// The container of a database's service, if the database is in the project.
  public Optional<Container> server(Database database) {
    return Optional.ofNullable(database.service()).map(all::get);
  }
}
