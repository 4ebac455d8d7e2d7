// Headers by name, as the rules read them: a server's headers are such a dictionary, and so is a plain one without any HTTP
// around it, as long as it ignores the case of names.
global using RvWeb.Edge.Fields;
global using HeaderFields = System.Collections.Generic.IDictionary<string, Microsoft.Extensions.Primitives.StringValues>;
