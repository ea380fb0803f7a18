package io.github.nocobasewizard.engine;

import java.time.Duration;

/// How many downloads a registry still allows from here.
///
/// @param remaining until the oldest ones are forgotten
/// @param period how long a download is remembered
public record PullAllowance(int remaining, Duration period) {}
