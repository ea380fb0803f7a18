/// The Docker Engine by its HTTP interface. docker-java gives the transport (unix sockets, Windows
/// named pipes, TCP and TLS); requests and answers are read here, because docker-java's own layer
/// above it loses what this program must know: a stream that ends in the middle of a frame counts
/// as complete there, a request cannot be given up while it waits, and one unexpected field in an
/// answer makes the whole answer unreadable.
///
/// Every call has a connection of its own. That costs a millisecond, and makes "close it" the one
/// way to give up anything at any time; after a loss there is nothing stale to get rid of.
@NullMarked
package io.github.nocobasewizard.engine.docker;

import org.jspecify.annotations.NullMarked;
