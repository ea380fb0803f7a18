/// A sample installation to practise on: a small simulated computer behind the engine's ports.
///
/// [io.github.nocobasewizard.engine.practice.PracticeWorld] is the door. Behind the ports stand a
/// project folder with a real Compose file and real storage files in a temporary folder, and
/// containers, images, a registry and a database that exist in memory only. Whatever the ports are
/// asked that is not understood is an error, never silent success.
@NullMarked
package io.github.nocobasewizard.engine.practice;

import org.jspecify.annotations.NullMarked;
