package io.github.nocobasewizard.testing;

import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.EngineException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Says of the project `shop` what was prepared, and starts nothing.
public final class FakeCompose implements ComposeTool {
  private final Map<List<String>, String> services = new HashMap<>();
  private String refusal = "";

  /// @param json the services that there are without any profile, e.g. `"app":{…},"db":{…}`
  public FakeCompose services(String json) {
    return services(List.of(), json);
  }

  /// The same with these profiles.
  public FakeCompose services(List<String> profiles, String json) {
    services.put(profiles, json);
    return this;
  }

  public void refuses(String words) {
    refusal = words;
  }

  @Override
  public String version() {
    return "2.40.3";
  }

  @Override
  public String config(Project project) throws EngineException {
    if (!refusal.isEmpty()) {
      throw new EngineException(EngineException.Reason.COMPOSE_FAILED, "shop", refusal);
    }
    String there = services.getOrDefault(project.profiles(), "");
    return "{\"name\":\"shop\",\"services\":{" + there + "}}";
  }

  @Override
  public void up(Project project, List<String> names, Consumer<String> output) {
    throw new UnsupportedOperationException("up");
  }
}
